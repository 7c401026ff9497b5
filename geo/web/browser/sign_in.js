// The token stands behind the # of the invitation, which browsers send to no server. It leaves the
// address bar and the history at once and waits in the form for a press of the button: programs
// that look into links before people do must not use an invitation up.
function takeToken() {
  const token = location.hash.slice(1);
  if (!token) return;
  history.replaceState(null, "", location.pathname + location.search);
  document.getElementById("token").value = token;
  document.querySelector(".code").hidden = true;
  document.querySelector("button").focus();
}

takeToken();
// A second link followed in the same tab changes nothing but the part behind the #.
window.addEventListener("hashchange", takeToken);
