(() => {
  const cards = [...document.querySelectorAll(".card")];
  const words = cards.map((card) => card.textContent.toLowerCase());
  const find = document.getElementById("find");
  const tabs = [...document.querySelectorAll("[data-show]")];
  let state = "";
  const show = () => {
    const asked = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    cards.forEach((card, i) => {
      const fits = (!state || card.dataset.states.split(" ").includes(state)) && asked.every((w) => words[i].includes(w));
      card.hidden = !fits;
      count += fits;
      const fallen = card.querySelector(".fallen");
      if (fallen) fallen.open = state === "rejected";
    });
    document.getElementById("shown").textContent = count + " of " + cards.length;
    document.getElementById("nothing").hidden = count > 0;
  };
  find.addEventListener("input", show);
  tabs.forEach((tab) => tab.addEventListener("click", () => {
    state = tab.dataset.show;
    tabs.forEach((t) => t.setAttribute("aria-pressed", String(t === tab)));
    show();
  }));
  document.getElementById("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  show();
})();
