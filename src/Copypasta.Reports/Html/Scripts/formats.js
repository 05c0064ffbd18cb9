  const number = new Intl.NumberFormat("en");
  const zone = byId("zone").textContent;
  const second = 1000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;

  function count(n, one, many) {
    return number.format(n) + " " + (n === 1 ? one : many);
  }

  // Cut, never rounded up: a similarity below the threshold is not shown as the threshold, nor one below 1 as 1.
  function similarity(millionths) {
    return (Math.floor(millionths / 1000) / 1000).toFixed(3);
  }

  // A share of some as much as none or all is not shown as none or all.
  function percent(part, whole) {
    if (whole === 0) return "–";
    const share = 100 * part / whole;
    return part === 0 ? "0%" : part === whole ? "100%" : share < .1 ? "< 0.1%" : share > 99.9 ? "> 99.9%" : share.toFixed(1) + "%";
  }

  // The offset in minutes of the zone asked for at a time; 0 where times are UTC.
  function offset(milliseconds) {
    const offsets = data.offsets || [[0, 0]];
    const later = offsets.findIndex(([from]) => from > milliseconds);
    return offsets[later < 0 ? offsets.length - 1 : Math.max(0, later - 1)][1];
  }

  // Bars begin at the hours and days of UTC, which another zone's clock shows as times of day.
  function time(milliseconds, step = second) {
    const minutes = offset(milliseconds);
    const date = new Date(milliseconds + minutes * minute);
    if (isNaN(date)) return String(milliseconds);
    const length = step >= day && !data.offsets ? 10 : step >= minute ? 16 : 19;
    return date.toISOString().slice(0, length).replace("T", " ") + (data.offsets && step <= second ? " " + sign(minutes) : "");
  }

  function sign(minutes) {
    const two = n => String(n).padStart(2, "0");
    return (minutes < 0 ? "-" : "+") + two(Math.floor(Math.abs(minutes) / 60)) + ":" + two(Math.abs(minutes) % 60);
  }

  function date(milliseconds) {
    return milliseconds === null ? "" : time(milliseconds, minute).slice(0, 10);
  }

  function span(first, last) {
    return first === null ? "no times" : first === last ? time(first) : time(first) + " – " + time(last);
  }

  function period(milliseconds) {
    const units = [["day", day], ["hour", hour], ["minute", minute], ["second", second]];
    const [unit, length] = units.find(u => milliseconds >= u[1]) || units[3];
    const n = Math.round(milliseconds / length);
    return n === 1 ? unit : n + " " + unit + "s";
  }

  // The largest unit of which there are two or more, with one decimal where it says something.
  function duration(milliseconds) {
    if (milliseconds === null) return "–";
    const size = Math.abs(milliseconds);
    const [unit, length] = [["days", day], ["h", hour], ["min", minute]].find(u => size >= 2 * u[1]) || ["s", second];
    const n = size / length;
    return (milliseconds < 0 ? "−" : "") + (n < 10 && n % 1 >= .05 ? n.toFixed(1) : number.format(Math.round(n))) + " " + unit;
  }

  function figure3(value) {
    return value === null ? "–" : value >= 1000 ? number.format(Math.round(value)) : String(Number(value.toPrecision(3)));
  }

  // 6.3 × 10⁻¹⁴; a probability is never shown as 0.
  function probability(value) {
    const [mantissa, exponent] = String(value).toLowerCase().split("e");
    if (exponent === undefined && Number(value) >= .001) return Number(value).toPrecision(2);
    const [digits, power] = exponent === undefined ? Number(value).toExponential(1).split("e") : [Number(mantissa).toFixed(1), String(Number(exponent))];
    return digits + " × 10" + [...power].filter(c => c !== "+").map(c => c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c]).join("");
  }
