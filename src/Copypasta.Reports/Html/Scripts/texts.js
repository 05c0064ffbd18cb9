  const pointNames = { number: "numbers differ", negation: "a negation differs", writing: "reads the same, written otherwise" };

  function quoted(text) {
    return text === "" ? element("span", { class: "none" }, "none") : isolated(text);
  }

  function point([kind, , reference, text]) {
    const what = element("strong", {}, pointNames[kind]);
    return kind === "writing" ? element("span", { class: "point" }, what)
      : element("span", { class: "point" }, what, ": ", quoted(reference), " → ", quoted(text));
  }

  // Obfuscations stand in place of what cannot be seen: a text and one of them in turn.
  function revealed(pieces) {
    return postText(...pieces.map((piece, i) => i % 2 === 0 ? piece : element("mark", {}, piece)));
  }

  function shownObfuscations(shown) {
    return shown ? [element("div", { class: "revealed" }, element("span", { class: "meta" }, "With look-alike and invisible characters shown:"), revealed(shown))] : [];
  }

  function exemplar([posts, , source, row, , shown, ...pieces]) {
    return element("div", {}, postText(...pieces.map(piece => piece.slice(1))), ...shownObfuscations(shown),
      element("div", { class: "meta" }, element("span", {}, "exemplar of the cluster"), element("span", {}, count(posts, "post has", "posts have") + " this text as compared"), element("span", {}, "for example ", place(source, row))));
  }

  // The exemplar's text, and pieces of it by their beginning and length.
  function exemplarText(details) {
    return details.variants[0].slice(6).map(piece => piece.slice(1)).join("");
  }

  function piecesOf(variant, exemplar) {
    return variant.slice(6).map(piece => typeof piece === "string" ? [piece[0], piece.slice(1)] : ["=", exemplar.slice(piece[0], piece[0] + piece[1])]);
  }

  function variant(of, exemplar) {
    const [posts, millionths, source, row, points, shown] = of;
    const text = postText();
    const pointed = new Set(points.map(p => p[1]));
    let inPoint = false;
    piecesOf(of, exemplar).forEach(([kind, words], i) => {
      if (kind === "=") {
        inPoint = false;
        text.append(words);
        return;
      }

      inPoint = inPoint || pointed.has(i);
      const seen = words.trimEnd();
      text.append(element(kind === "+" ? "ins" : "del", { class: inPoint ? "pointed" : null }, seen), words.slice(seen.length) || " ");
    });
    const item = element("li", {},
      element("div", { class: "meta" },
        element("span", {}, element("strong", {}, count(posts, "post", "posts"))),
        element("span", {}, "similarity " + similarity(millionths)),
        element("span", {}, "for example ", place(source, row))),
      text);
    if (points.length > 0) item.append(element("div", { class: "points" }, ...points.map(point)));
    item.append(...shownObfuscations(shown));
    return item;
  }

  function template({ fixed, slots }) {
    const text = postText(fixed[0]);
    slots.forEach((slot, i) => text.append(element("span", { class: "slot" }, String(i + 1) + " " + slot[0]), fixed[i + 1]));
    const rows = slots.map(([type, posts, distinct, empty, ...values], i) => element("tr", {},
      element("th", { scope: "row" }, element("span", { class: "slot" }, i + 1)),
      element("td", {}, type),
      element("td", { class: "number" }, number.format(distinct)),
      element("td", { class: "number" }, percent(Math.round(empty * posts), posts)),
      element("td", { class: "values" }, counted(values).map(([value, n]) => element("span", { class: "value" }, quoted(value), element("span", { class: "many" }, " × " + number.format(n)))))));
    const heads = ["slot", "type", "different values", "left out by", "commonest values"];
    return [text, element("div", { class: "wide" }, element("table", {},
      element("caption", {}, "Of " + count(slots[0][1], "post that follows", "posts that follow") + " the template"),
      element("thead", {}, element("tr", {}, ...heads.map(head => element("th", { scope: "col" }, head)))), element("tbody", {}, ...rows)))];
  }
