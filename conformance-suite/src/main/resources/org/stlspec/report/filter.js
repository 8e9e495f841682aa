'use strict';
const form = document.forms[0];
const rows = [...document.querySelectorAll('.row')];
const cases = rows.filter(row => row.matches('.case'));
const words = new Map();

function text(row) {
  if (!words.has(row)) {
    const folded = [...row.querySelectorAll('template')].map(one => one.content.textContent);
    words.set(row, [row.textContent, ...folded].join(' ').toLowerCase());
  }
  return words.get(row);
}

function filter() {
  const verdicts = [...form.querySelectorAll(':checked[name=verdict]')].map(box => box.value);
  const wanted = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
  const level = form.elements.level.value;
  const differing = form.elements.differences?.checked;
  for (const row of rows) {
    const has = row.dataset.verdict.split(' ');
    row.hidden = (verdicts.length > 0 && !verdicts.some(one => has.includes(one)))
        || (differing && row.dataset.differs === undefined)
        || (level !== '' && row.dataset.level !== level)
        || !wanted.every(word => text(row).includes(word));
  }
  for (const group of document.querySelectorAll('.group')) {
    group.hidden = !group.querySelector('.row:not([hidden])');
  }
  const shown = cases.filter(row => !row.hidden).length;
  form.querySelector('output').value = `${shown} of ${cases.length} cases`;
}

function reveal() {
  const there = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!there || !there.matches('.row')) return;
  if (there.hidden) {
    form.reset();
    filter();
  }
  there.open = true;
  there.scrollIntoView();
}

form.addEventListener('input', filter);
form.addEventListener('submit', event => event.preventDefault());
addEventListener('keydown', event => {
  if (event.key === '/' && event.target !== form.elements.text && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    form.elements.text.focus();
  }
});
addEventListener('hashchange', reveal);
form.hidden = false;
filter();
reveal();
