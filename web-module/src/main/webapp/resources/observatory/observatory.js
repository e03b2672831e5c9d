/* What pages do by themselves: refresh, colour the chart, switch light and dark. */
const observatory = (function () {
  "use strict";

  const RETRY_MILLIS = 5000;
  const SERIES = ["notes", "reactions", "reposts", "zaps", "other"];
  const root = document.documentElement;
  const darkSystem = matchMedia("(prefers-color-scheme: dark)");
  let chart = null;
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
    if (chart) {
      colour(chart.config);
      chart.update("none");
    }
  }

  function switchTheme() {
    const choice = isDark() ? "light" : "dark";
    root.dataset.theme = choice;
    remember("theme", choice);
    showTheme();
  }

  /* The chart. */

  function colour(config) {
    const style = getComputedStyle(root);
    const value = name => style.getPropertyValue(name).trim();
    config.data.datasets.forEach(dataset => {
      dataset.backgroundColor = value("--series-" + dataset.name);
      dataset.hoverBackgroundColor = dataset.backgroundColor;
    });
    const options = config.options;
    options.color = value("--text-quiet");
    ["x", "y"].forEach(axis => {
      options.scales[axis].ticks.color = value("--text-quiet");
    });
    options.scales.y.grid = { color: value("--line") };
    options.plugins.legend.labels.color = value("--text");
    Object.assign(options.plugins.tooltip, {
      backgroundColor: value("--tooltip"),
      titleColor: value("--tooltip-text"),
      bodyColor: value("--tooltip-text"),
      padding: 10,
      boxPadding: 4
    });
  }

  function format(time, parts) {
    return new Intl.DateTimeFormat("en-GB", Object.assign({ timeZone: "UTC", hourCycle: "h23" }, parts)).format(new Date(time));
  }

  /** Of the buckets, only those at round times are labelled. */
  function label(time, hours) {
    const step = hours > 48 ? 1440 : hours > 12 ? 180 : hours > 1 ? 60 : 10;
    if (Date.parse(time) / 60000 % step !== 0) {
      return null;
    }
    return format(time, step === 1440 ? { weekday: "short", day: "numeric" } : { hour: "2-digit", minute: "2-digit" });
  }

  function stretch(time, minutes) {
    const clock = { hour: "2-digit", minute: "2-digit" };
    const day = format(time, { weekday: "short", day: "numeric", month: "short" });
    return day + ", " + format(time, clock) + "–" + format(Date.parse(time) + minutes * 60000, clock) + " UTC";
  }

  /** Called by the chart's widget before it draws. */
  function extendChart() {
    const place = document.getElementById("timeline").dataset;
    const config = this.cfg.config;
    const number = new Intl.NumberFormat("en");
    config.options.scales.x.ticks.callback = function (value) {
      return label(this.getLabelForValue(value), Number(place.hours));
    };
    config.options.scales.y.ticks.callback = value => number.format(value);
    config.options.plugins.tooltip.callbacks = {
      title: items => stretch(items[0].label, Number(place.interval)),
      label: item => " " + item.dataset.label + ": " + number.format(item.raw),
      footer: items => "Total: " + number.format(items.reduce((sum, item) => sum + item.raw, 0))
    };
    colour(config);
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    const widget = this;
    // The widget makes the chart after this.
    setTimeout(() => { chart = widget.chart; });
  }

  function refreshChart() {
    const place = document.getElementById("timeline");
    if (!chart || !place) {
      return;
    }
    const data = place.dataset;
    fetch(data.source + "?hours=" + data.hours + "&interval=" + data.interval)
      .then(response => response.ok ? response.json() : Promise.reject(new Error(response.status)))
      .then(buckets => {
        chart.data.labels = buckets.map(bucket => bucket.time);
        chart.data.datasets.forEach((dataset, i) => {
          dataset.data = buckets.map(bucket => bucket[SERIES[i]]);
        });
        chart.update("none");
      })
      .catch(() => {
        // The next refresh tries again.
      });
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
  return { extendChart, refreshChart, loseConnection };
})();
