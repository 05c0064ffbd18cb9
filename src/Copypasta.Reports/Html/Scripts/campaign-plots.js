  // Figures of campaigns beside each other, in per cent.
  function shareText([value, low, high], plus = "") {
    const words = n => (n > 0 ? plus : n < 0 ? "−" : "") + (Math.abs(n) * 100).toFixed(1);
    return (plus ? words(value) : percent(value, 1)) + (low === null ? "" : " (" + words(low) + " to " + words(high) + ")");
  }

  // One row a campaign: its share and the interval of it.
  function shareIntervals(names, shares, title, width = plotWidth()) {
    const left = Math.min(220, width / 3), line = 22, height = names.length * line + 4;
    const most = Math.max(.01, ...shares.map(([value, , high]) => high === null ? value : high));
    const x = share => left + (width - left - 14) * share / most;
    const letters = Math.floor(left / 7);
    const ticks = [0, .5, 1].map(part => part * most);
    return plot(width, height + 18, title + ": " + names.map((name, i) => name + " " + shareText(shares[i])).slice(0, 8).join("; "), title + ", with 95% intervals of resampled accounts (none where an archive has too few accounts).",
      ["campaign", "share", "low", "high"], names.map((name, i) => [isolated(name), ...shares[i].map(share => share === null ? "–" : (100 * share).toFixed(2) + "%")]),
      ...ticks.flatMap(tick => [rule(x(tick), 2, x(tick), height, "grid"), words(x(tick), height + 15, tick === 0 ? "start" : tick === most ? "end" : "middle", (100 * tick).toFixed(most < .1 ? 1 : 0) + "%")]),
      ...names.flatMap((name, i) => {
        const [value, low, high] = shares[i], y = line * i + line / 2 + 2;
        return [titled(words(left - 8, y + 4, "end", name.length > letters ? "…" + name.slice(1 - letters) : name), name),
          ...(low === null ? [] : [rule(x(Math.max(0, low)), y, x(high), y, "interval")]), titled(svg("circle", { cx: x(value), cy: y, r: 4.5, class: "copied" }), name + " " + shareText(shares[i]))];
      }));
  }

  const mostCurves = 6;

  // The share of copies in samples of all sizes, for the largest campaigns; sizes on a scale of powers.
  function rarefactionCurves(campaigns, field, title, width = plotWidth(), height = 240) {
    const left = 46, foot = height - 4, head = 10, right = 24;
    const order = campaigns.name.map((_, i) => i).sort((a, b) => campaigns.posts[b] - campaigns.posts[a]).slice(0, mostCurves);
    const points = order.flatMap(i => campaigns.curves[i]);
    const [least, most] = [Math.min(...points.map(point => point[0])), Math.max(...points.map(point => point[0]))];
    const top = Math.max(.01, ...points.map(point => point[field]));
    const x = sample => left + (width - left - right) * (most === least ? 1 : Math.log(sample / least) / Math.log(most / least));
    const y = share => foot - (foot - head) * share / top;
    const sample = Math.min(Math.max(campaigns.sample, least), most);
    return plot(width, height + 20,
      title + " by size of the sample: " + order.map(i => campaigns.name[i] + " up to " + (100 * campaigns.curves[i].at(-1)[field]).toFixed(1) + "% of " + number.format(campaigns.curves[i].at(-1)[0]) + " posts").join("; "),
      element("span", {}, title + " in random samples (rarefaction, Hurlbert 1971), of the " + order.length + " largest: ", ...order.flatMap((i, n) => [n > 0 ? ", " : "", element("strong", {}, String(i + 1)), " ", isolated(campaigns.name[i])]),
        ". The dashed line marks the samples in which campaigns are compared."),
      ["campaign", "posts of the sample", "share"], order.flatMap(i => campaigns.curves[i].map(point => [isolated(campaigns.name[i]), number.format(point[0]), (100 * point[field]).toFixed(2) + "%"])),
      ...[0, .5, 1].flatMap(part => [rule(left, y(part * top), width - right, y(part * top), "grid"), words(left - 6, y(part * top) + 4, "end", (100 * part * top).toFixed(top < .1 ? 1 : 0) + "%")]),
      svg("line", { x1: x(sample), y1: head, x2: x(sample), y2: foot, class: "curve extreme" }),
      ...order.flatMap((i, n) => {
        const end = campaigns.curves[i].at(-1);
        return [titled(svg("path", { class: "curve " + (n % 2 === 0 ? "observed" : "mean"), d: campaigns.curves[i].map((point, k) => (k === 0 ? "M" : "L") + x(point[0]).toFixed(1) + " " + y(point[field]).toFixed(1)).join("") }), campaigns.name[i]),
          words(Math.min(width - 12, x(end[0]) + 5), y(end[field]) + 4, "start", String(i + 1))];
      }),
      rule(left, foot, width - right, foot), words(left, height + 14, "start", number.format(least) + " posts"), words(width - right, height + 14, "end", number.format(most)));
  }

  // Of each row's posts, how many have one of their cluster in a sample of the column.
  function overlapMatrix(campaigns) {
    const share = new Map(campaigns.pairs.flatMap(pair => [[pair.a + " " + pair.b, pair.of_a], [pair.b + " " + pair.a, pair.of_b]]));
    const cell = (row, column) => {
      if (row === column) return element("td", { class: "number" }, "·");
      const [value] = share.get(row + " " + column);
      const node = element("td", { class: "number shade", title: campaigns.name[row] + " in " + campaigns.name[column] + ": " + shareText(share.get(row + " " + column)) }, value === 0 ? "0" : value < .001 ? "< 0.1" : (100 * value).toFixed(value < .0995 ? 1 : 0));
      node.style.setProperty("--share", (100 * Math.sqrt(value)).toFixed(0) + "%");
      return node;
    };
    return wide("Shares in common", element("table", { class: "matrix" },
      element("caption", {}, "Per cent of the row's posts that have a post of their cluster in a sample of the column's posts"),
      element("thead", {}, element("tr", {}, element("th", { scope: "col" }, ""), ...campaigns.name.map((name, i) => element("th", { scope: "col", class: "number", title: name }, String(i + 1))))),
      element("tbody", {}, ...campaigns.name.map((name, row) => element("tr", {}, element("th", { scope: "row", class: "word" }, (row + 1) + " ", isolated(name)), ...campaigns.name.map((_, column) => cell(row, column)))))));
  }
