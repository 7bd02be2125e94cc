"""What the stories about doors without a connection share."""

import re

import pytest

# Everything that this browser keeps for the site, as text; bytes become letters, so that a name is seen.
DUMP = """async () => {
  const text = (value) => {
    if (value instanceof ArrayBuffer) return text(new Uint8Array(value));
    if (ArrayBuffer.isView(value)) return String.fromCharCode(...value) + new TextDecoder().decode(value);
    if (value && typeof value === "object")
      return Object.entries(value).map(([name, each]) => name + "=" + text(each)).join(" ");
    return String(value);
  };
  const kept = { rows: 0, text: JSON.stringify({ ...localStorage, ...sessionStorage }), caches: 0 };
  for (const { name } of await indexedDB.databases()) {
    const base = await new Promise((done) => {
      indexedDB.open(name).onsuccess = (event) => done(event.target.result);
    });
    for (const store of base.objectStoreNames) {
      const all = await new Promise((done) => {
        base.transaction(store).objectStore(store).getAll().onsuccess = (e) => done(e.target.result);
      });
      kept.rows += all.length;
      kept.text += all.map(text).join(" ");
    }
    base.close();
  }
  for (const name of await caches.keys()) {
    kept.caches += 1;
    for (const request of await (await caches.open(name)).keys()) {
      const answer = await caches.match(request);
      kept.text += request.url + " ";
      if (/text|json|javascript/.test(answer.headers.get("content-type"))) kept.text += await answer.text();
    }
  }
  return kept;
}"""


def until(page, js):
    """Wait in small steps: the page's policy lets nobody evaluate a string in it while waiting."""
    for _attempt in range(200):
        if page.evaluate(f"Boolean({js})"):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"never came true: {js}")


def is_ready(page):
    """The door has kept all it needs, so that the connection may go."""
    until(page, "navigator.serviceWorker.controller && self.door && door.list")
    return page


def tap(page, words, name):
    page.get_by_role("button", name=re.compile(rf"^{words}\s?: {name}$")).click()


def row(page, name):
    return page.locator(".board > li").filter(has=page.get_by_role("heading", name=name, exact=True))


def hush(page):
    """A connection that is gone is told to the console by the browser itself."""
    page.wait_for_load_state("networkidle")
    gone = ("net::ERR_", "Failed to fetch", "htmx:error: timeout")
    page.complaints[:] = [said for said in page.complaints if not any(words in said for words in gone)]


def reopen(page, address):
    """The tab is killed, and opened again."""
    context, complaints = page.context, page.complaints
    page.close()
    again = context.new_page()
    again.set_default_timeout(10_000)
    again.complaints = complaints
    again.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    again.on("pageerror", lambda error: complaints.append(str(error)))
    again.goto(address)
    return again
