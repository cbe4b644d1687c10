/** The reader's choice of language and theme, kept by the browser where it lets a file do so. */
export const PAGE_SCRIPT = `
const root = document.documentElement;
const keep = (key, value) => { try { localStorage.setItem(key, value); } catch {} };
const kept = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
const asked = new URLSearchParams(location.search);
root.lang = asked.get("lang") ?? kept("hougu-lang") ?? root.lang;
const theme = asked.get("theme") ?? kept("hougu-theme");
if (theme) root.dataset.theme = theme;
document.getElementById("lang").onclick = () => { root.lang = root.lang === "zh" ? "en" : "zh"; keep("hougu-lang", root.lang); };
document.getElementById("theme").onclick = () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  keep("hougu-theme", root.dataset.theme);
};`;
