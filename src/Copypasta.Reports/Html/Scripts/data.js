  // The index and the contents are read at once, everything else when it is first looked at.
  const data = { ...JSON.parse(byId("index").textContent), ...JSON.parse(byId("contents").textContent) };
  const clusters = data.clusters;
  const accounts = data.accounts;
  const elements = new Map();
  clusters.count = clusters.id.length;

  function readElement(id) {
    if (!elements.has(id)) elements.set(id, JSON.parse(byId(id).textContent));
    return elements.get(id);
  }

  function ascending(differences) {
    let at = 0;
    return differences.map(difference => at += difference);
  }

  const partOf = new Map();
  data.parts.forEach((part, i) => ascending(part).forEach(cluster => partOf.set(cluster, i)));

  // What the page of a cluster shows; undefined where the page has no room for it.
  function detailsOf(cluster) {
    return partOf.has(cluster) ? readElement("part-" + partOf.get(cluster)).find(details => details.n === cluster) : undefined;
  }

  function clusterOf(id) {
    return clusters.id.indexOf(id);
  }

  function labelsOf(cluster) {
    return clusters.labels ? data.labels.filter((_, bit) => clusters.labels[cluster] & 1 << bit) : [];
  }

  // The clusters that an account, hashtag or link of a list is in; undefined where the page does not know.
  function placesOf(list, item) {
    return item < list.in.length ? ascending(list.in[item]) : undefined;
  }

  // An account of the data is its place in the list, else a name, else nothing.
  function accountName(account) {
    return typeof account === "number" ? accounts.name[account] + (accounts.platform ? " (" + accounts.platform[account] + ")" : "") : account || "";
  }

  // Whether an account is one of the other people whose posts were read beside the archive.
  function isOfBackground(account) {
    return typeof account === "number" && accounts.background !== undefined && accounts.background[account] === 1;
  }

  const accountPlaces = new Map();
  accounts.name.forEach((_, place) => {
    const key = accountName(place);
    accountPlaces.set(accountPlaces.has(key) ? key + "&place=" + place : key, place);
  });

  function accountHash(place) {
    const name = accountName(place);
    return "account=" + encodeURIComponent(accountPlaces.get(name) === place ? name : name + "&place=" + place);
  }

  function accountLink(account) {
    return typeof account === "number" ? link(accountHash(account), isolated(accountName(account))) : isolated(accountName(account));
  }

  function clusterLink(cluster, ...children) {
    return link("cluster=" + clusters.id[cluster], ...children);
  }

  function daysOf(account) {
    const element = data.days.findLastIndex(first => first <= account);
    return element < 0 ? undefined : readElement("days-" + element).find(days => days[0] === account);
  }

  // The co-posts of a pair; undefined where the page has no room for them.
  function coPostsOf(pair) {
    const element = data.co_posts.findLastIndex(first => first <= pair);
    return element < 0 || element === data.co_posts.length - 1 ? undefined : readElement("co-posts-" + element)[pair - data.co_posts[element]];
  }

  function place(source, row) {
    return element("span", { class: "place" }, isolated(data.sources[source]), " row " + number.format(row));
  }

  // What there is of values in turn with their numbers: [value, number, ...].
  function counted(values) {
    const pairs = [];
    for (let i = 0; i < values.length; i += 2) pairs.push([values[i], values[i + 1]]);
    return pairs;
  }
