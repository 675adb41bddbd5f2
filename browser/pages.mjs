// The pages that the browser tests look at. Each has a `name` for the test's title and a `path`;
// where it matters, also:
//   status   the HTTP status expected (200 when left out)
//   prepare  a function given the opened page, which clicks or types its way to what is looked at

export const pages = [
  { name: 'home', path: '/' },
  { name: 'establishment', path: '/establishment' },
  { name: 'about', path: '/about' },
  { name: 'page not found', path: '/no-such-page', status: 404 },
];
