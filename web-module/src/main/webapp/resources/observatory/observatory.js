/* What pages do by themselves: refresh, draw charts, switch light and dark, pictures. */
const observatory = (function () {
  "use strict";

  const RETRY_MILLIS = 5000;
  const root = document.documentElement;
  const darkSystem = matchMedia("(prefers-color-scheme: dark)");
  let lost = false;

  function remember(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch (e) {
      // Storage is switched off: the choice lasts until the page is left.
    }
  }

  function remembered(key) {
    try {
      return localStorage.getItem(key);
    } catch (e) {
      return null;
    }
  }

  /* Light and dark. */

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : darkSystem.matches;
  }

  function showTheme() {
    document.getElementById("dark-mode").setAttribute("aria-pressed", isDark());
    drawCharts(true);
  }

  function switchTheme() {
    const choice = isDark() ? "light" : "dark";
    root.dataset.theme = choice;
    remember("theme", choice);
    showTheme();
  }

  /* Charts: what they show comes from Chart.java, in the attribute data-chart of the element before them. */

  const TYPES = { columns: "bar", bars: "bar", areas: "line", lines: "line", doughnut: "doughnut", bubbles: "bubble" };
  const number = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
  const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

  function colour(name) {
    return getComputedStyle(root).getPropertyValue("--" + name).trim();
  }

  function format(time, parts) {
    return new Intl.DateTimeFormat("en-GB", Object.assign({ timeZone: "UTC", hourCycle: "h23" }, parts)).format(new Date(time));
  }

  const CLOCK = { hour: "2-digit", minute: "2-digit" };

  /** Of all times, only round ones are labelled. */
  function label(time, minutes) {
    const days = minutes / 1440;
    // Of many days about eight are named.
    const step = days > 10 ? 1440 * Math.ceil(days / 8) : minutes > 72 * 60 ? 1440 : minutes > 24 * 60 ? 720 : minutes > 12 * 60 ? 240 : minutes > 6 * 60 ? 120 : minutes > 60 ? 60 : 10;
    const minute = Date.parse(time) / 60000;
    if (minute % step !== 0) {
      return null;
    }
    return format(time, days > 10 ? { day: "numeric", month: "short" } : step >= 720 && minute % 1440 === 0 ? { weekday: "short", day: "numeric" } : CLOCK);
  }

  function stretch(time, seconds) {
    const day = format(time, { weekday: "short", day: "numeric", month: "short" });
    if (seconds === 86400) {
      return day + ", UTC";
    }
    const begin = day + ", " + format(time, CLOCK);
    return begin + (seconds ? "–" + format(Date.parse(time) + seconds * 1000, CLOCK) : "") + " UTC";
  }

  function shorten(text) {
    const letters = Array.from(text);
    return letters.length > 20 ? letters.slice(0, 19).join("") + "…" : text;
  }

  function datasets(shown) {
    if (shown.form === "bubbles") {
      const largest = Math.max(1, ...shown.bubbles.map(bubble => bubble.size));
      return [{
        data: shown.bubbles.map(bubble => ({ x: bubble.x, y: bubble.y, r: 4 + 16 * Math.sqrt(bubble.size / largest) })),
        backgroundColor: colour("series-1") + "99",
        borderColor: colour("series-1")
      }];
    }
    return shown.series.map((series, i) => {
      const colours = series.colours.map(name => colour("series-" + name));
      const dataset = { label: series.label, data: series.values };
      switch (shown.form) {
        case "doughnut":
          return Object.assign(dataset, { backgroundColor: colours, hoverBackgroundColor: colours, borderColor: colour("surface"), borderWidth: 2 });
        case "lines":
        case "areas":
          return Object.assign(dataset, {
            borderColor: colours[0], backgroundColor: shown.form === "areas" ? colours[0] + "b0" : colours[0],
            fill: shown.form === "areas" ? (i === 0 ? "origin" : "-1") : false,
            borderWidth: shown.form === "areas" ? 1 : 2, pointRadius: series.values.length < 3 ? 3 : 0, pointHitRadius: 8
          });
        default:
          return Object.assign(dataset, {
            backgroundColor: colours[0], hoverBackgroundColor: colours[0], maxBarThickness: shown.form === "bars" ? 22 : undefined,
            categoryPercentage: shown.form === "bars" ? 0.8 : 1, barPercentage: shown.form === "bars" ? 1 : 0.86
          });
      }
    });
  }

  function axes(shown) {
    if (shown.form === "doughnut") {
      return {};
    }
    const quiet = colour("text-quiet");
    const values = {
      stacked: shown.form !== "lines" && shown.form !== "bubbles", beginAtZero: shown.form !== "lines", border: { display: false },
      grid: { color: colour("line") }, ticks: { color: quiet, maxTicksLimit: 6, callback: value => compact.format(value) }
    };
    if (shown.logarithmic) {
      values.type = "logarithmic";
      values.ticks.callback = value => Number.isInteger(Math.log10(value)) ? compact.format(value) : null;
    }
    if (shown.form === "bubbles") {
      const titled = text => Object.assign({}, values, { title: { display: true, text: text, color: quiet } });
      return { x: titled(shown.xTitle), y: titled(shown.yTitle) };
    }
    const names = { stacked: values.stacked, grid: { display: false }, ticks: { color: quiet, maxRotation: 0 } };
    if (shown.interval !== undefined) {
      const times = shown.labels;
      const minutes = times.length ? (Date.parse(times[times.length - 1]) - Date.parse(times[0])) / 60000 : 0;
      Object.assign(names.ticks, { autoSkip: false, callback: function (value) { return label(this.getLabelForValue(value), minutes); } });
    } else {
      Object.assign(names.ticks, { autoSkip: shown.form !== "bars", callback: function (value) { return shorten(this.getLabelForValue(value)); } });
    }
    return shown.form === "bars" ? { x: values, y: names } : { x: names, y: values };
  }

  function tooltips(shown) {
    const unit = shown.unit ? " " + shown.unit : "";
    const several = shown.series.length > 1 && shown.form !== "lines";
    return {
      title: items => {
        const item = items[0];
        if (!item) {
          return "";
        }
        return shown.form === "bubbles" ? shown.bubbles[item.dataIndex].label
          : shown.interval !== undefined ? stretch(item.label, shown.interval) : shown.labels[item.dataIndex];
      },
      label: item => {
        if (shown.form === "bubbles") {
          const bubble = shown.bubbles[item.dataIndex];
          return [shown.xTitle + ": " + number.format(bubble.x), shown.yTitle + ": " + number.format(bubble.y),
            number.format(bubble.size) + unit];
        }
        const value = number.format(item.raw) + unit;
        if (shown.form === "doughnut") {
          const sum = item.dataset.data.reduce((total, one) => total + one, 0);
          return " " + value + (sum ? " (" + number.format(Math.round(1000 * item.raw / sum) / 10) + " %)" : "");
        }
        return " " + item.dataset.label + ": " + value;
      },
      footer: items => several && shown.form !== "doughnut"
        ? "Total: " + number.format(items.reduce((sum, item) => sum + item.raw, 0)) + unit : ""
    };
  }

  function config(shown) {
    const wide = shown.form === "columns" || shown.form === "areas" || shown.form === "lines";
    return {
      type: TYPES[shown.form],
      data: { labels: shown.labels, datasets: datasets(shown) },
      options: {
        animation: false, responsive: true, maintainAspectRatio: false, indexAxis: shown.form === "bars" ? "y" : "x", cutout: "62%",
        interaction: wide ? { mode: "index", intersect: false } : { mode: "nearest", intersect: true },
        scales: axes(shown),
        plugins: {
          legend: {
            display: shown.series.length > 1 || shown.form === "doughnut", position: shown.form === "doughnut" ? "right" : "bottom", align: wide ? "start" : "center",
            labels: { color: colour("text"), usePointStyle: true, pointStyle: "rectRounded", boxHeight: 8, boxWidth: 8, padding: wide ? 12 : 8 }
          },
          tooltip: {
            usePointStyle: true, backgroundColor: colour("tooltip"), titleColor: colour("tooltip-text"), bodyColor: colour("tooltip-text"),
            footerColor: colour("tooltip-text"), padding: 10, boxPadding: 4, callbacks: tooltips(shown)
          }
        }
      }
    };
  }

  function source(widget) {
    return widget.jq[0].previousElementSibling.dataset.chart;
  }

  /** Called by a chart's widget before it draws. */
  function extendChart() {
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    this.shown = source(this);
    this.cfg.config = config(JSON.parse(this.shown));
  }

  /** @param all also those whose numbers are the same, because the colours are others */
  function drawCharts(all) {
    document.querySelectorAll(".chart > .ui-chart").forEach(place => {
      const widget = window.PrimeFaces && PrimeFaces.getWidgetById(place.id);
      if (widget && widget.chart && (all || widget.shown !== source(widget))) {
        widget.shown = source(widget);
        const changed = config(JSON.parse(widget.shown));
        widget.chart.data = changed.data;
        widget.chart.options = changed.options;
        widget.chart.update("none");
      }
    });
  }

  /* What people unfolded stays so when it is refreshed. */

  const unfolded = new Set();

  function rememberFolding(event) {
    const key = event.target.dataset && event.target.dataset.key;
    if (key && event.target.open) {
      unfolded.add(key);
    } else if (key && event.target.isConnected) {
      unfolded.delete(key);
    }
  }

  /** Called when parts of the page have been replaced. */
  function refreshed() {
    drawCharts(false);
    document.querySelectorAll("details[data-key]").forEach(details => {
      details.open = unfolded.has(details.dataset.key);
    });
  }

  /* Pictures of strangers: the server has to know, because it tells the browser what the page may load. */

  function switchPictures() {
    const allowed = document.getElementById("pictures").getAttribute("aria-pressed") === "true";
    document.cookie = "pictures=on; Path=/; SameSite=Lax; Max-Age=" + (allowed ? 0 : 31536000);
    location.reload();
  }

  /* Refreshing. */

  function poll() {
    return window.PrimeFaces && PrimeFaces.widgets.refresh;
  }

  function isLive() {
    return remembered("refresh") !== "off";
  }

  function showLive() {
    const button = document.getElementById("auto-refresh");
    button.hidden = !poll();
    button.setAttribute("aria-pressed", isLive());
    button.querySelector(".label").textContent = isLive() ? "Live" : "Paused";
    button.setAttribute("aria-label", isLive() ? "Live" : "Paused");
    if (!poll()) {
      return;
    }
    const wanted = isLive() && !document.hidden && !lost;
    if (wanted && !poll().isActive()) {
      poll().start();
    } else if (!wanted && poll().isActive()) {
      poll().stop();
    }
  }

  function switchLive() {
    remember("refresh", isLive() ? "off" : "on");
    showLive();
  }

  /** Loads the page anew as soon as the server is ready again. */
  function retry() {
    fetch("/health/ready", { cache: "no-store" })
      .then(response => response.ok ? location.reload() : setTimeout(retry, RETRY_MILLIS))
      .catch(() => setTimeout(retry, RETRY_MILLIS));
  }

  function loseConnection() {
    if (!lost) {
      lost = true;
      document.getElementById("connection-lost").hidden = false;
      showLive();
      setTimeout(retry, RETRY_MILLIS);
    }
  }

  function start() {
    document.getElementById("dark-mode").addEventListener("click", switchTheme);
    document.getElementById("auto-refresh").addEventListener("click", switchLive);
    document.getElementById("pictures").addEventListener("click", switchPictures);
    document.addEventListener("toggle", rememberFolding, true);
    darkSystem.addEventListener("change", showTheme);
    document.addEventListener("visibilitychange", showLive);
    if (window.PrimeFaces && PrimeFaces.ajax) {
      // Of its own accord it would go to the error page, which is for requests that load a page.
      PrimeFaces.ajax.Utils.handleError = loseConnection;
    }
    if (document.querySelector("[data-retry=true]")) {
      setTimeout(retry, RETRY_MILLIS);
    }
    showTheme();
    // After the widgets, which come to life when the document is ready, have done so.
    setTimeout(showLive);
  }

  document.addEventListener("DOMContentLoaded", start);
  return { extendChart, refreshed, loseConnection };
})();
