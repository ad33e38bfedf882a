// Runs before the first paint, so that a chosen theme does not flash. A file of its own because the page's policy allows no inline script.
(function () {
  try {
    var chosen = localStorage.getItem('shelfcast.theme');
    if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
  } catch (ignored) {
    // Storage is closed to us: the system's theme stands.
  }
})();
