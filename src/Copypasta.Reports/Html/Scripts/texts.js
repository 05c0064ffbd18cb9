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

  // What was set aside before texts were compared, in grey.
  function aside(text) {
    return element("span", { class: "aside" }, text);
  }

  function asideNote() {
    return ["What is ", aside("grey and dotted"), " (links, mentions) was set aside before texts were compared."];
  }

  // A text of the data: a string or, where some of it was set aside, [text, start, length, ...].
  function wholeText(of) {
    if (typeof of === "string") return postText(of);
    const [text, ...ranges] = of;
    const node = postText();
    let at = 0;
    for (const [start, length] of counted(ranges)) {
      node.append(text.slice(at, start), aside(text.slice(start, start + length)));
      at = start + length;
    }

    node.append(text.slice(at));
    return node;
  }

  function exemplar([posts, , source, row, , shown, ...pieces]) {
    return element("div", {}, postText(...pieces.map(piece => piece[0] === "~" ? aside(piece.slice(1)) : piece.slice(1))), ...shownObfuscations(shown),
      element("div", { class: "meta" }, element("span", {}, "exemplar of the cluster"), element("span", {}, count(posts, "post has", "posts have") + " this text as compared"), element("span", {}, "for example ", place(source, row)),
        pieces.some(piece => piece[0] === "~") ? element("span", {}, asideNote()) : ""));
  }

  // The exemplar's text, and pieces of it by their beginning and length: [what it is, words], where ~ < > are = - + of what was set aside.
  function exemplarText(details) {
    return details.variants[0].slice(6).map(piece => piece.slice(1)).join("");
  }

  function piecesOf(variant, exemplar) {
    return variant.slice(6).map(piece => typeof piece === "string" ? [piece[0], piece.slice(1)] : [piece.length > 2 ? "~" : "=", exemplar.slice(piece[0], piece[0] + piece[1])]);
  }

  function variant(of, exemplar) {
    const [posts, millionths, source, row, points, shown] = of;
    const text = postText();
    const pointed = new Set(points.map(p => p[1]));
    let inPoint = false;
    const pieces = piecesOf(of, exemplar);
    pieces.forEach(([kind, words], i) => {
      if (kind === "=" || kind === "~") {
        inPoint = false;
        text.append(kind === "~" ? aside(words) : words);
        return;
      }

      const isAside = kind === "<" || kind === ">";
      inPoint = inPoint || pointed.has(i);
      const seen = words.trimEnd();
      const isAdded = kind === "+" || kind === ">";
      const isEnd = i + 1 === pieces.length || !(isAdded ? "+>" : "-<").includes(pieces[i + 1][0]);
      text.append(element(isAdded ? "ins" : "del", { class: isAside ? "aside" : inPoint ? "pointed" : null }, seen), words.slice(seen.length) || (isEnd ? " " : ""));
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
    return [text, wide("What is filled in", element("table", {},
      element("caption", {}, "Of " + count(slots[0][1], "post that follows", "posts that follow") + " the template"),
      element("thead", {}, element("tr", {}, ...heads.map(head => element("th", { scope: "col" }, head)))), element("tbody", {}, ...rows)))];
  }
