"""React and Vue set attributes as properties; they find the element before and after it is defined, and in served markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake_server import Fake
from needs import missing
from playwright.sync_api import BrowserContext, Page, expect
from visiting import answered, ask

PACKAGES = Path(__file__).parents[2] / "widget" / "node_modules"
REACT = {
    "react": "react/cjs/react.production.js",
    "react-dom": "react-dom/cjs/react-dom.production.js",
    "react-dom/client": "react-dom/cjs/react-dom-client.production.js",
    "scheduler": "scheduler/cjs/scheduler.production.js",
}
# React comes as CommonJS alone: enough of `require` for its four files.
BUNDLE = """const files = {%s}, made = {};
const require = (name) => { if (!made[name]) { const module = { exports: made[name] = {} };
  files[name](require, module, module.exports); made[name] = module.exports; } return made[name]; };
export const React = require('react'), Client = require('react-dom/client');"""
STATE = "{ heading: 'Ask', accent: '#0b7563', position: 'left', 'page-roles': 'data-analyst', 'page-country': 'IN' }"
PAGES = {
    "react": """import { React, Client } from '/react.js';
      const App = () => { const [open, setOpen] = React.useState(false);
        window.setOpen = setOpen;
        return React.createElement('rolewise-chat', { ...%s, open, inline: false, eventsWithText: false }); };
      const place = document.querySelector('#app');
      if (place.firstChild) Client.hydrateRoot(place, React.createElement(App));
      else Client.createRoot(place).render(React.createElement(App));""",
    "vue": """import { createApp, createSSRApp, h, ref } from '/vue.js';
      const open = ref(false);
      window.setOpen = (now) => (open.value = now);
      const place = document.querySelector('#app');
      const App = { render: () => h('rolewise-chat', { ...%s, open: open.value, inline: false, eventsWithText: false }) };
      const app = (place.firstChild ? createSSRApp : createApp)(App);
      app.config.warnHandler = (message) => console.error(message);
      app.config.compilerOptions.isCustomElement = (name) => name.includes('-');
      app.mount(place);""",
}
SERVED = '<rolewise-chat heading="Ask" accent="#0b7563" position="left" page-roles="data-analyst" page-country="IN">'
OPEN = "document.querySelector('rolewise-chat').shadowRoot?.querySelector('dialog')?.open"


def package(name: str) -> str:
    """The text of a file of an npm package."""
    file = PACKAGES / name
    if not file.exists():
        missing("the frameworks need `npm ci` in widget/")
    return file.read_text()


def mounted(context: BrowserContext, fake: Fake, framework: str, order: str) -> tuple[Page, list[str]]:
    """A page of the framework, and what its console says."""
    bodies = (f"'{name}': (require, module, exports) => {{ {package(file)} }}" for name, file in REACT.items())
    fake.files["/react.js"] = ((BUNDLE % ",\n".join(bodies)).encode(), "text/javascript")
    fake.files["/vue.js"] = (package("vue/dist/vue.esm-browser.js").encode(), "text/javascript")
    app = f"<script type='module'>{PAGES[framework] % STATE}</script>"
    tag = f'<script type="module">await import("{fake.url}/widget/rolewise-chat.js")</script>'
    served = f"{SERVED}</rolewise-chat>" if order == "served" else ""
    fake.head = ""
    fake.end = f'<div id="app">{served}</div>' + (app + tag if order == "before" else tag + app)
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(fake.url)
    page.wait_for_function("document.querySelector('rolewise-chat')?.shadowRoot && !!window.setOpen")
    return page, said


@pytest.mark.parametrize("order", ["before", "after", "served"])
@pytest.mark.parametrize("framework", ["react", "vue"])
def test_a_state_opens_and_closes_it(context: BrowserContext, fake: Fake, framework: str, order: str) -> None:
    page, said = mounted(context, fake, framework, order)
    expect(page.get_by_role("button", name="Open chat")).to_be_visible()
    assert page.evaluate("document.querySelector('rolewise-chat').open") is False

    page.evaluate("setOpen(true)")
    page.wait_for_function(OPEN)
    expect(page.get_by_role("heading", name="Ask")).to_be_visible()
    ask(page, "pay")
    answered(page)
    assert fake.asked[0]["page"] == {"roles": ["data-analyst"], "country": "IN"}
    page.evaluate("setOpen(false)")
    page.wait_for_function(f"!{OPEN}")
    page.get_by_role("button", name="Open chat").click()
    page.wait_for_function(OPEN)

    assert [line for line in said if "favicon" not in line and "404" not in line] == []


PROPERTIES = {
    "server": "https://bot.example/", "heading": "H", "greeting": "G", "position": "left", "accent": "red", "theme": "dark",
    "privacy": "/p", "pageRoles": "a,b", "pageCountry": "IN", "open": True, "inline": True, "keep": True, "eventsWithText": True,
}  # fmt: skip


def test_every_attribute_is_a_property_that_reflects(context: BrowserContext, fake: Fake) -> None:
    fake.head = f'<script type="module">await import("{fake.url}/widget/rolewise-chat.js")</script>'
    page = context.new_page()
    page.goto(fake.url)
    page.wait_for_function("!!customElements.get('rolewise-chat')")
    names = {name: "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name) for name in PROPERTIES}
    script = """([names, values]) => { const chat = document.createElement('rolewise-chat'); Object.assign(chat, values);
      const set = Object.entries(names).map(([property, name]) => [chat[property], chat.getAttribute(name)]);
      for (const property in names) chat[property] = undefined;
      return [set, chat.getAttributeNames().filter((name) => name !== 'style')]; }"""
    found, left = page.evaluate(script, [names, PROPERTIES])

    assert found == [[value, "" if value is True else value] for value in PROPERTIES.values()]
    assert left == []
