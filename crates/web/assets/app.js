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
    const answer = await fetch(followed.dataset.follow)
    const { percent, is_over: isOver } = answer.ok ? await answer.json() : { is_over: true }
    if (isOver) return location.replace(location.href)
    if (Number.isInteger(percent)) {
      bar.value = percent
      words.textContent = `${percent}% of the futures are simulated.`
    }
    setTimeout(look, 500)
  }
  setTimeout(look, 500)
}
