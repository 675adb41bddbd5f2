// Starts GOV.UK Frontend. The classes are set here, not by a script in the
// page, because the content security policy forbids those.
import { initAll } from './govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()
