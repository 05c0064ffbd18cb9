  // Pairs observed at each p beside those that permutations bring about; the numbers of pairs on a scale of powers of ten. It begins at the largest p that a listed pair can have: of larger ones not all pairs were counted.
  function nullCurve(curve, width = plotWidth(), height = 240) {
    const left = 46, foot = height - 4, head = 10;
    const greatest = curve[curve.length - 1][0];
    const least = Math.min(curve[0][0], greatest - 1);
    const most = Math.max(...curve.flatMap(point => [point[1], point[3]]), 1);
    const decades = Math.ceil(Math.log10(most + 1));
    const x = log => left + (width - left - 24) * (log - greatest) / (least - greatest);
    const y = n => foot - (foot - head) * Math.log10(1 + n) / Math.max(1, Math.log10(1 + 10 ** decades));
    const path = (kind, value) => svg("path", { class: "curve " + kind, d: curve.map((point, i) => (i === 0 ? "M" : "L") + x(point[0]).toFixed(1) + " " + y(value(point)).toFixed(1)).join("") });
    const grid = Array.from({ length: decades + 1 }, (_, d) => 10 ** d).flatMap(n => [rule(left, y(n), width, y(n), "grid"), words(left - 6, y(n) + 4, "end", number.format(n))]);
    const every = Math.max(1, Math.ceil((greatest - least) / (width / 90)));
    const ticks = [];
    for (let log = Math.floor(greatest); log >= least; log -= every) ticks.push(words(x(log), height + 14, "middle", (ticks.length === 0 ? "p = " : "") + probability("1e" + log).replace("1.0 × ", "")));
    return plot(width, height + 20,
      "Pairs of accounts by p: at the smallest p with pairs, " + number.format(curve[0][1]) + " observed and " + figure3(curve[0][2]) + " by chance on average",
      element("span", {}, "Pairs with a p of at most that, from the largest p with which a pair can come into a tier: ", element("span", { class: "key observed" }, "observed"), ", ", element("span", { class: "key mean" }, "on average in permutations"), ", ",
        element("span", { class: "key extreme" }, "in the permutation with the most"), ". " + caution),
      ["p at most", "observed", "permutations on average", "at most"], curve.map(([log, observed, mean, extreme]) => [probability((10 ** log).toExponential()), number.format(observed), figure3(mean), number.format(extreme)]),
      ...grid, path("extreme", point => point[3]), path("mean", point => point[2]), path("observed", point => point[1]), rule(left, foot, width, foot), ...ticks);
  }

  // A lift and its interval on a scale of powers of ten, with 1 (as often as expected) and 5 marked.
  function liftInterval(pair, width = Math.min(360, plotWidth()), height = 40) {
    const high = Math.max(100, pair.lift_high), low = Math.min(.5, pair.lift_low || .5);
    const x = lift => 8 + (width - 16) * Math.log(Math.max(lift, low) / low) / Math.log(high / low);
    return plot(width, height,
      "Lift " + figure3(pair.lift) + ", 95% interval " + figure3(pair.lift_low) + " to " + figure3(pair.lift_high),
      "Times as many occasions as expected, with its 95% interval (Garwood).", ["lift", "low", "high"], [[figure3(pair.lift), figure3(pair.lift_low), figure3(pair.lift_high)]],
      ...[1, 5, 10, 100, 1000].filter(tick => tick <= high).flatMap(tick => [rule(x(tick), 2, x(tick), 24, "grid"), words(x(tick), 37, "middle", number.format(tick))]),
      rule(x(pair.lift_low), 13, x(pair.lift_high), 13, "interval"), svg("circle", { cx: x(pair.lift), cy: 13, r: 5, class: "copied" }));
  }
