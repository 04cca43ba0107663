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

// What the server finds, with typing errors and other names, right under the field.
async function complete(form, query) {
  const answered = query.trim() ? await fetch(`/search.json?q=${encodeURIComponent(query)}`).catch(() => null) : null;
  const found = answered?.ok ? await answered.json() : [];
  if (form.querySelector("input").value !== query) return; // typed on since
  const list = form.querySelector(".matches");
  list.hidden = !found.length;
  list.replaceChildren(
    ...found.map(({ title, url }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = url;
      link.textContent = title;
      item.append(link);
      return item;
    }),
  );
}

function startSearch(form) {
  const field = form.querySelector("input");
  const status = document.querySelector(".found");
  const update = () => show(field.value, form, status);
  field.addEventListener("input", () => {
    update();
    complete(form, field.value);
  });
  update(); // a browser may have kept what was typed before
}

async function askChat(question) {
  await customElements.whenDefined("rolewise-chat");
  document.querySelector("rolewise-chat")?.ask(question);
}

for (const form of document.querySelectorAll(".search[data-none]")) startSearch(form);
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
for (const button of document.querySelectorAll("button[data-ask]")) {
  button.addEventListener("click", () => askChat(button.dataset.ask));
}
