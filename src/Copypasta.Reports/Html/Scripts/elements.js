  // Everything from posts enters the page as text nodes: no markup is ever built from strings.
  const byId = id => document.getElementById(id);

  function element(name, attributes, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined) node.setAttribute(key, value);
    }

    node.append(...children.flat());
    return node;
  }

  function svg(name, attributes, ...children) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  }

  // A name or value from the input: its direction stays within it.
  function isolated(text) {
    return element("bdi", {}, text);
  }

  // Text from a post: its own direction decides its alignment, and nothing in it reaches beyond it.
  function postText(...children) {
    return element("div", { class: "text", dir: "auto" }, ...children);
  }

  function note(...children) {
    return element("p", { class: "note" }, ...children);
  }

  function link(hash, ...children) {
    return element("a", { href: "#" + hash }, ...children);
  }

  // What is wider than a phone is moved within its own frame, by keys, too.
  function wide(label, ...children) {
    return element("div", { class: "wide", tabindex: "0", role: "region", "aria-label": label }, ...children);
  }

  function heading(level, ...children) {
    return element("h" + level, {}, ...children);
  }

  function section(title, ...children) {
    return element("section", { class: "part" }, heading(3, title), ...children);
  }

  // Figures with their names, as [name, value] or [name, value, remark].
  function facts(...items) {
    return element("dl", { class: "facts" }, items.filter(item => item).map(([name, value, remark]) =>
      element("div", {}, element("dt", {}, name), element("dd", {}, value, remark ? element("small", {}, " " + remark) : ""))));
  }

  function labelChip(code, effect) {
    return element("span", { class: "chip " + (effect === "context" ? "context" : "explains") }, code);
  }

  function tierChip(tier) {
    return element("span", { class: tier === 2 ? "chip tier-2" : "chip tier-1" }, tierName(tier));
  }

  function tierName(tier) {
    return tier === 2 ? "hard to explain by chance" : "worth a look";
  }

  const caution = "This is not the probability that the accounts acted independently; common causes remain possible.";
