// The search box over the role cards, and the questions that open the chat. Sentences come with the page.

const words = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);

function show(query, form, status) {
  const wanted = words(query);
  const cards = [...document.querySelectorAll(".role")];
  for (const card of cards) {
    const known = ` ${card.dataset.words}`;
    card.hidden = !wanted.every((word) => known.includes(` ${word}`));
  }
  for (const family of document.querySelectorAll(".family")) {
    family.hidden = !family.querySelector(".role:not([hidden])");
  }
  const count = cards.filter((card) => !card.hidden).length;
  const said = count ? form.dataset.found.replace("{count}", String(count)) : form.dataset.none;
  status.textContent = wanted.length ? said : "";
}

function startSearch(form) {
  const field = form.querySelector("input");
  const status = document.querySelector(".found");
  const update = () => show(field.value, form, status);
  form.hidden = false;
  field.addEventListener("input", update);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    document.querySelector("#roles").scrollIntoView();
  });
  update(); // a browser may have kept what was typed before
}

async function askChat(question) {
  await customElements.whenDefined("rolewise-chat");
  document.querySelector("rolewise-chat")?.ask(question);
}

for (const form of document.querySelectorAll(".search")) startSearch(form);
for (const button of document.querySelectorAll("button[data-ask]")) {
  button.addEventListener("click", () => askChat(button.dataset.ask));
}
