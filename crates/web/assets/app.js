// Starts GOV.UK Frontend. The classes are set here, not by a script in the
// page, because the content security policy forbids those.
import { initAll } from './govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

// Follows a simulation: moves its bar, and goes to what came of it.
const followed = document.querySelector('[data-follow]')
if (followed) {
  document.querySelector('[data-without-script]').hidden = true
  const bar = followed.querySelector('progress')
  const words = followed.querySelector('[data-words]')
  const look = async () => {
    // Without an answer it asks again, as when the page is just being left.
    const answer = await fetch(followed.dataset.follow).catch(() => null)
    const told = answer?.ok ? await answer.json().catch(() => null) : null
    if (answer?.status === 404 || told?.is_over) return location.replace(location.href)
    if (Number.isInteger(told?.percent)) {
      bar.value = told.percent
      words.textContent = `${told.percent}% of the futures are simulated.`
    }
    setTimeout(look, 500)
  }
  setTimeout(look, 500)
}
