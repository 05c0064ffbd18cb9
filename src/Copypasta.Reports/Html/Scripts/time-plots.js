  function timeline(bins, width = plotWidth(), height = 96) {
    if (!bins) return note("No post has a time.");
    const [start, step, ...counts] = bins;
    const end = start + step * counts.length;
    const sum = counts.reduce((a, b) => a + b, 0);
    if (counts.length === 1) return note(count(sum, "post", "posts") + " within one " + period(step) + " from " + time(start, step) + ".");
    const most = counts.reduce((a, b) => Math.max(a, b), 0);
    const each = width / counts.length;
    const bars = counts.flatMap((n, i) => n === 0 ? [] : [titled(
      svg("rect", { x: i * each + each * .05, width: Math.max(1, each * .9), y: 16 + (height - 16) * (1 - n / most), height: Math.max(1.5, (height - 16) * n / most), class: "copied" }),
      time(start + i * step, step) + ": " + count(n, "post", "posts"))]);
    return plot(width, height + 20,
      count(sum, "post", "posts") + " from " + time(start, step) + " to " + time(end, step) + ", at most " + number.format(most) + " per " + period(step),
      "Posts per " + period(step) + ", " + zone + ".",
      ["from", "posts"], counts.map((n, i) => [time(start + i * step, step), number.format(n)]).filter((_, i) => counts[i] > 0),
      rule(0, 16, width, 16, "grid"), words(0, 11, "start", number.format(most)), ...bars, rule(0, height, width, height), ...timeAxis(width, height + 15, start, end, step));
  }

  // Each post at its day and minute of the day: posts by a clock make lines, people sleep.
  function minutesOfDay(minutes, every, width = plotWidth(), height = 280) {
    const local = ascending(minutes).map(m => m + offset(m * minute));
    const days = local.map(m => Math.floor(m / 1440));
    const [first, last] = [days[0], days[days.length - 1]];
    const left = 40, foot = height - 4, radius = 4;
    const x = d => left + radius + (width - left - 2 * radius) * (d - first + .5) / (last - first + 1);
    const y = m => 4 + (foot - 4) * m / 1440;
    const dots = local.map((m, i) => titled(svg("circle", { class: "dot", cx: x(days[i]).toFixed(1), cy: y(m - days[i] * 1440).toFixed(1), r: radius }), new Date(m * minute).toISOString().slice(0, 16).replace("T", " ")));
    const hours = [0, 6, 12, 18, 24].flatMap(h => [rule(left, y(h * 60), width, y(h * 60), "grid"), words(left - 6, y(h * 60) + (h === 0 ? 8 : h === 24 ? 0 : 4), "end", String(h).padStart(2, "0") + ":00")]);
    const byHour = Array.from({ length: 24 }, () => 0);
    local.forEach((m, i) => byHour[Math.floor((m - days[i] * 1440) / 60)]++);
    const busiest = byHour.indexOf(Math.max(...byHour));
    return plot(width, height + 18,
      "Minute of the day of " + count(local.length, "post", "posts") + " over " + count(last - first + 1, "day", "days") + "; most, " + number.format(byHour[busiest]) + ", between " + busiest + ":00 and " + (busiest + 1) + ":00",
      "Each dot is a post at its day and time of day, " + zone + "." + (every > 1 ? " Every " + number.format(every) + "th post by time is drawn." : ""),
      ["hour of day", "posts"], byHour.map((n, h) => [String(h).padStart(2, "0") + ":00", number.format(n)]),
      ...hours, ...dots, ...(last > first ? [words(left, height + 13, "start", new Date(first * day).toISOString().slice(0, 10)), words(width, height + 13, "end", new Date(last * day).toISOString().slice(0, 10))]
        : [words(left, height + 13, "start", new Date(first * day).toISOString().slice(0, 10))]));
  }

  const gapNames = { 0: "under 1 s", 1000: "1 – 10 s", 10000: "10 s – 1 min", 60000: "1 – 10 min", 600000: "10 min – 1 h", 3600000: "1 – 6 h", 21600000: "6 h – 1 day", 86400000: "1 – 7 days", 604800000: "1 – 4 weeks", 2419200000: "longer" };

  function gaps(rows) {
    const finest = rows[1][0] === 1000 ? gapNames[0] : rows[1][0] === day ? "under a day" : "under " + duration(rows[1][0]).replace(/^60 min$/, "1 h");
    return barTable("From each post to the next", ["time between", "posts", ""], rows.map(([from, n]) => [from === 0 ? finest : gapNames[from], n]));
  }

  // Own posts upwards, copied ones downwards, on one scale.
  function ownAndCopied(days, width = plotWidth(), height = 190) {
    const [first, last] = [days[0][0], days[days.length - 1][0]];
    const steps = [1, 7, 28, 91, 364];
    const step = steps.find(s => (last - first) / s < width / 6) || steps[steps.length - 1];
    const bins = new Map();
    for (const [d, copied, own] of days) {
      const at = Math.floor((d - first) / step);
      const bin = bins.get(at) || [0, 0];
      bins.set(at, [bin[0] + copied, bin[1] + own]);
    }

    const most = Math.max(...[...bins.values()].flat(), 1);
    const total = Math.floor((last - first) / step) + 1;
    const each = width / total, middle = height / 2, room = middle - 16;
    const name = at => new Date((first + at * step) * day).toISOString().slice(0, 10);
    const bars = [...bins].flatMap(([at, [copied, own]]) => [
      titled(svg("rect", { x: at * each + each * .06, width: Math.max(1, each * .88), y: middle - room * own / most, height: room * own / most, class: "own" }), name(at) + ": " + count(own, "own post", "own posts")),
      titled(svg("rect", { x: at * each + each * .06, width: Math.max(1, each * .88), y: middle, height: room * copied / most, class: "copied" }), name(at) + ": " + count(copied, "copied post", "copied posts")),
    ]);
    const sums = days.reduce((sum, [, copied, own]) => [sum[0] + copied, sum[1] + own], [0, 0]);
    return plot(width, height + 18,
      count(sums[1], "own post", "own posts") + " and " + count(sums[0], "copied post", "copied posts") + " from " + name(0) + " to " + new Date(last * day).toISOString().slice(0, 10),
      element("span", {}, element("span", { class: "key own" }, "own posts"), " upwards, ", element("span", { class: "key copied" }, "copied posts"), " downwards, per " + (step === 1 ? "day" : step + " days") + ", UTC. The longest bar is " + count(most, "post", "posts") + "."),
      ["from", "own", "copied"], [...bins].map(([at, [copied, own]]) => [name(at), number.format(own), number.format(copied)]),
      ...bars, rule(0, middle, width, middle), words(0, 11, "start", "own"), words(0, height - 4, "start", "copied"), words(0, height + 14, "start", name(0)), words(width, height + 14, "end", new Date(last * day).toISOString().slice(0, 10)));
  }
