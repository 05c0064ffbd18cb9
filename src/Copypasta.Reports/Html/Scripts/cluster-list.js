  const ascendingOrder = (a, b) => a === b ? 0 : a < b ? -1 : 1;
  const late = (times, i) => times[i] === null ? Infinity : times[i];
  const length = i => clusters.first[i] === null ? Infinity : clusters.last[i] - clusters.first[i];
  // The order of the list, posts descending, breaks ties: sorting is stable.
  const orders = {
    posts: null,
    accounts: (a, b) => clusters.accounts[b] - clusters.accounts[a],
    texts: (a, b) => clusters.texts[b] - clusters.texts[a],
    first: (a, b) => ascendingOrder(late(clusters.first, a), late(clusters.first, b)),
    span: (a, b) => ascendingOrder(length(a), length(b)),
    min: (a, b) => clusters.min[a] - clusters.min[b],
  };
  const fields = ["q", "label", "tier", "account", "hashtag", "link", "campaign", "from", "until", "sort", "posts", "accounts"];
  let shownClusters = [];

  // Its words in small letters: the exemplar and, where the page has them, all texts, accounts and ids.
  const searchable = new Map();
  function wordsOf(cluster) {
    if (!searchable.has(cluster)) {
      const words = [clusters.id[cluster], clusters.text[cluster]];
      const details = detailsOf(cluster);
      if (details) {
        words.push(details.family);
        const exemplar = exemplarText(details);
        for (const variant of details.variants) words.push(piecesOf(variant, exemplar).filter(([kind]) => kind !== "-" && kind !== "<").map(([, text]) => text).join(""));
        for (const [account] of details.by_account) words.push(accountName(account));
        for (const row of details.rows) words.push(row[2], accountName(row[3]), ...row.slice(6));
      }

      searchable.set(cluster, words.join("\n").toLowerCase());
    }

    return searchable.get(cluster);
  }

  function itemOf(list, name) {
    const item = list ? list.name.indexOf(name) : -1;
    return item < 0 ? undefined : placesOf(list, item);
  }

  // Clusters that an account, hashtag, link or campaign is in; nothing is found, and said, where the page does not know.
  function within(filter) {
    if (filter.account) return accountPlaces.has(filter.account) ? placesOf(accounts, accountPlaces.get(filter.account)) : undefined;
    return filter.hashtag ? itemOf(data.hashtags, filter.hashtag) : filter.link ? itemOf(data.links, filter.link) : itemOf(data.campaigns, filter.campaign);
  }

  function selectClusters(filter) {
    const text = (filter.q || "").trim().toLowerCase();
    const places = filter.account || filter.hashtag || filter.link || filter.campaign ? within(filter) || [] : null;
    const bit = filter.label ? data.labels.findIndex(label => label[0] === filter.label) : -1;
    const from = filter.from ? Date.parse(filter.from) : -Infinity;
    const until = filter.until ? Date.parse(filter.until) + day : Infinity;
    const isTimed = filter.from || filter.until;
    const [posts, people, tier] = [Number(filter.posts) || 0, Number(filter.accounts) || 0, Number(filter.tier) || 0];
    shownClusters = (places || clusters.id.map((_, i) => i)).filter(i =>
      clusters.posts[i] >= posts && clusters.accounts[i] >= people
      && (bit < 0 || clusters.labels && clusters.labels[i] & 1 << bit)
      && (tier === 0 || clusters.tier && clusters.tier[i] >= tier)
      && (!isTimed || clusters.first[i] !== null && clusters.first[i] < until && clusters.last[i] >= from)
      && (text === "" || wordsOf(i).includes(text)));
    const order = orders[filter.sort || "posts"];
    if (order) shownClusters.sort(order);
  }

  // How many posts of a cluster are other people's, where such were read beside the archive.
  function ofBackground(i) {
    return clusters.background && clusters.background[i] > 0 ? element("span", {}, number.format(clusters.background[i]) + " of the background") : "";
  }

  function clusterRow(i) {
    const chips = labelsOf(i).map(([code, effect]) => labelChip(code, effect));
    if (clusters.tier && clusters.tier[i] > 0) chips.unshift(tierChip(clusters.tier[i]));
    return element("li", { class: "row" },
      element("div", { class: "numbers" },
        element("strong", {}, count(clusters.posts[i], "post", "posts")),
        ofBackground(i),
        data.has_accounts ? element("span", {}, count(clusters.accounts[i], "account", "accounts")) : "",
        element("span", {}, count(clusters.texts[i], "text", "texts"))),
      element("div", { class: "what" },
        clusterLink(i, postText(clusters.text[i])),
        element("div", { class: "meta" },
          element("span", {}, clusters.first[i] === null ? "no times" : date(clusters.first[i]) === date(clusters.last[i]) ? span(clusters.first[i], clusters.last[i]) : date(clusters.first[i]) + " – " + date(clusters.last[i])),
          clusters.texts[i] > 1 ? element("span", {}, "similarity " + similarity(clusters.min[i]) + " to 1") : "", ...chips)));
  }

  // A page that holds a part must never answer a search as if it held all.
  function coverage(filter) {
    const notes = [];
    if (filter.q && data.omitted.details > 0) notes.push("Of " + count(data.omitted.details, "cluster", "clusters") + " only the beginning of the exemplar is searched");
    if (filter.q && data.omitted.parts > 0) notes.push("of " + count(data.omitted.parts, "large cluster", "large clusters") + " the texts, accounts and posts that are shown");
    if ((filter.account || filter.hashtag || filter.link || filter.campaign) && !within(filter)) notes.push("This page does not know which clusters that is in");
    if (clusters.omitted > 0) notes.push(count(clusters.omitted, "smaller cluster is", "smaller clusters are") + " not in this page");
    return notes.length === 0 ? "" : notes.join("; ") + ". clusters.csv and posts.csv (or .jsonl) have all.";
  }

  const clusterPages = pager((start, end) => byId("list").replaceChildren(...shownClusters.slice(start, end).map(clusterRow)));

  function drawClusters(filter) {
    selectClusters(filter);
    const isFiltered = fields.some(field => field !== "sort" && filter[field]);
    byId("coverage").textContent = isFiltered ? coverage(filter) : "";
    const all = number.format(clusters.count) + (clusters.omitted > 0 ? " listed of " + number.format(clusters.count + clusters.omitted) : "");
    clusterPages.set(shownClusters.length, shownClusters.length === clusters.count ? all + " clusters"
      : shownClusters.length === 0 ? "No cluster found among the " + all : number.format(shownClusters.length) + " found among " + all);
    const chosen = ["account", "hashtag", "link", "campaign"].filter(field => filter[field]).map(field => {
      const rest = new URLSearchParams(Object.entries(filter).filter(([name, value]) => name !== field && value));
      return element("span", { class: "chosen" }, field + " ", isolated((field === "hashtag" ? "#" : "") + filter[field]), " ",
        element("a", { href: "#clusters" + (rest.size > 0 ? "&" + rest : ""), "aria-label": "Remove the filter by " + field }, "×"));
    });
    byId("chosen").replaceChildren(...chosen);
    byId("found-accounts").replaceChildren(...accountsCalled(filter.q || ""));
  }

  // Accounts that are called so or, if there are none, whose names contain it.
  function accountsCalled(text) {
    const name = text.trim().toLowerCase();
    if (name.length < 2) return [];
    const all = accounts.name.map((_, place) => place);
    const same = all.filter(place => accounts.name[place].toLowerCase() === name);
    const called = same.length > 0 ? same : all.filter(place => accounts.name[place].toLowerCase().includes(name));
    if (called.length === 0) return [];
    return [note("Accounts: ", ...called.slice(0, 8).flatMap((place, i) => [i > 0 ? ", " : "", accountLink(place), " (" + count(accounts.copied[place], "post", "posts") + " in " + count(accounts.clusters[place], "cluster", "clusters") + ")"]),
      called.length > 8 ? " and " + number.format(called.length - 8) + " more." : ".")];
  }
