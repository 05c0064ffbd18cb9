  // Plots are drawn in pixels of the width there is; each has its figures as a table beneath.
  function plotWidth() {
    return Math.max(260, Math.min(byId("main").clientWidth - 34, 860));
  }

  // A plot with its words for those who do not see it, and its figures.
  function plot(width, height, words, caption, heads, rows, ...shapes) {
    const image = svg("svg", { viewBox: "0 0 " + width + " " + height, width, role: "img", "aria-label": words }, ...shapes);
    const table = element("details", { class: "figures" }, element("summary", {}, "Figures"));
    table.addEventListener("toggle", () => {
      if (!table.open || table.children.length > 1) return;
      const shown = rows.slice(0, 400);
      table.append(wide("Figures", element("table", {},
        element("thead", {}, element("tr", {}, ...heads.map(head => element("th", { scope: "col" }, head)))),
        element("tbody", {}, ...shown.map(row => element("tr", {}, ...row.map((cell, i) => element("td", { class: i > 0 ? "number" : null }, cell))))))));
      if (shown.length < rows.length) table.append(note("And " + number.format(rows.length - shown.length) + " more."));
    });
    return element("figure", {}, image, element("figcaption", {}, caption, " "), table);
  }

  function words(x, y, anchor, text) {
    const node = svg("text", { x, y, "text-anchor": anchor });
    node.textContent = text;
    return node;
  }

  function titled(shape, text) {
    const title = svg("title", {});
    title.textContent = text;
    shape.append(title);
    return shape;
  }

  function rule(x1, y1, x2, y2, kind = "axis") {
    return svg("line", { x1, y1, x2, y2, class: kind });
  }

  // Beginning, middle and end below a plot.
  function timeAxis(width, y, first, last, step) {
    const middle = width >= 420 ? [words(width / 2, y, "middle", time(first + step * Math.floor((last - first) / step / 2), step))] : [];
    return [words(0, y, "start", time(first, step)), ...middle, words(width, y, "end", time(last, step))];
  }

  // Bars of plain text and a width: a list that needs no picture.
  function barTable(caption, heads, rows) {
    const most = Math.max(1, ...rows.map(row => row[1]));
    return element("table", { class: "bars" }, element("caption", {}, caption),
      element("thead", {}, element("tr", {}, ...heads.map(head => element("th", { scope: "col" }, head)))),
      element("tbody", {}, ...rows.map(([name, n]) => {
        const bar = element("span", { class: "bar" });
        bar.style.inlineSize = n === 0 ? "0" : Math.max(1, 100 * n / most) + "%";
        return element("tr", {}, element("th", { scope: "row" }, name), element("td", { class: "number" }, number.format(n)), element("td", { "aria-hidden": "true" }, bar));
      })));
  }
