/** Says in tokens what a shop needs to know of whoever is logged in. */
// eslint-disable-next-line no-unused-vars -- FusionAuth calls it
function populate(jwt, user, registration) {
  jwt.department = (user.data && user.data.department) || 'none';
  jwt.buys = Boolean(registration) && registration.roles.includes('buyer');
}
