  const rowsPerPage = 50;

  // Turns the pages of a long list: draws from a start on, never more than a page.
  function pager(draw) {
    const range = element("span", { class: "range", role: "status" });
    const previous = element("button", { type: "button" }, "Previous");
    const next = element("button", { type: "button" }, "Next");
    const bar = element("nav", { class: "pages", "aria-label": "Pages" }, previous, range, next);
    let page = 0, total = 0, words = "";
    function show(top) {
      const start = page * rowsPerPage, end = Math.min(total, start + rowsPerPage);
      draw(start, end);
      range.textContent = total === 0 ? words : number.format(start + 1) + "–" + number.format(end) + " of " + words;
      previous.disabled = page === 0;
      next.disabled = end >= total;
      previous.hidden = next.hidden = total <= rowsPerPage;
      if (top) bar.scrollIntoView({ block: "nearest" });
    }

    previous.addEventListener("click", () => { page--; show(true); });
    next.addEventListener("click", () => { page++; show(true); });
    return { bar, set(n, text) { page = 0; total = n; words = text; show(false); } };
  }

  // A table that is sorted by its heads and searched by a word.
  // columns: head, value (what it is sorted by), cell (what is shown), text (whether ascending is the first order), name (whether it heads the row).
  function sortedTable({ caption, columns, rows, searched, what, sort, descending = true, filters = [] }) {
    let by = sort, down = descending, shown = rows;
    const body = element("tbody", {});
    const heads = columns.map((column, i) => {
      const head = element("th", { scope: "col", class: column.text ? null : "number" });
      if (!column.value) {
        head.append(column.head);
        return head;
      }

      const button = element("button", { type: "button", class: "sort" }, column.head);
      button.addEventListener("click", () => {
        [by, down] = by === i ? [by, !down] : [i, !column.text];
        select();
      });
      head.append(button);
      return head;
    });
    const pages = pager((start, end) => body.replaceChildren(...shown.slice(start, end).map(row =>
      element("tr", {}, ...columns.map(column => element(column.name ? "th" : "td", { scope: column.name ? "row" : null, class: column.text ? column.class || null : "number" }, column.cell(row)))))));
    const search = element("input", { type: "search", dir: "auto", autocomplete: "off" });
    const form = element("form", { class: "filters", role: "search" }, element("label", { class: "search" }, "Search " + what, search), ...filters.map(filter => filter.label));
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("input", select);

    function select() {
      const text = search.value.trim().toLowerCase();
      const column = columns[by];
      shown = rows.filter(row => (text === "" || searched(row).toLowerCase().includes(text)) && filters.every(filter => filter.keeps(row)));
      const value = column.value;
      const keys = new Map(shown.map(row => [row, value(row)]));
      const order = (a, b) => a === b ? 0 : a === null ? 1 : b === null ? -1 : (a < b ? -1 : 1) * (down ? -1 : 1);
      shown.sort((a, b) => order(keys.get(a), keys.get(b)));
      heads.forEach((head, i) => {
        if (columns[i].value) head.setAttribute("aria-sort", i !== by ? "none" : down ? "descending" : "ascending");
      });
      pages.set(shown.length, number.format(shown.length) + (shown.length < rows.length ? " found among " + number.format(rows.length) : "") + " " + what);
    }

    const table = wide(caption,
      element("table", { class: "sorted" }, element("caption", {}, caption), element("thead", {}, element("tr", {}, ...heads)), body));
    select();
    return [form, pages.bar, table];
  }

  // A choice for a form of filters.
  function choice(name, options, keeps) {
    const select = element("select", {}, ...options.map(([value, words]) => element("option", { value }, words)));
    return { label: element("label", {}, name, select), keeps: row => select.value === "" || keeps(row, select.value) };
  }
