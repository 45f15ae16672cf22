#!/usr/bin/env bash
# SheetJS reads the hyperlinks of a workbook with "&amp;" in them: a link that it wrote itself does not come back.
#
# Expected: what is written as the target of a cell's link is read as the same text.
# What happens: the file is right ("&amp;" in XML), and ExcelJS and Excel read it, but SheetJS hands out the target with "&amp;" undone.
#   A server then sees parameters that are called "amp;X-Amz-Algorithm".
# Seen with: xlsx 0.18.5, the newest on npm, exceljs 4.4.0 (2026-11-29).
# Why it matters: scripts that collect download links from workbooks get links that S3 refuses as not signed at all.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --silent --no-audit --no-fund xlsx@0.18.5 exceljs@4.4.0
cat > "$dir/show.cjs" <<'JS'
const assert = require('node:assert');
const XLSX = require('xlsx');
const ExcelJS = require('exceljs');
const link = 'https://photos.s3.eu-west-1.amazonaws.com/cat.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256'
  + '&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20261129%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Date=20261129T090000Z&X-Amz-Expires=3600'
  + '&X-Amz-SignedHeaders=host&X-Amz-Signature=' + 'a'.repeat(64);
const sheet = XLSX.utils.aoa_to_sheet([['cat']]);
sheet.A1.l = { Target: link };
const book = XLSX.utils.book_new();
XLSX.utils.book_append_sheet(book, sheet, 'links');
const bytes = XLSX.write(book, { type: 'buffer' });
(async () => {
  const other = new ExcelJS.Workbook();
  await other.xlsx.load(bytes);
  console.log('xlsx', XLSX.version, 'exceljs', require('exceljs/package.json').version);
  assert.equal(other.worksheets[0].getCell('A1').value.hyperlink, link, 'the file itself is wrong');
  const read = XLSX.read(bytes).Sheets.links.A1.l.Target;
  console.log('read:', read.slice(0, 140));
  assert.equal(read, link.replaceAll('&', '&amp;'));
})().catch((error) => { console.error(error); process.exit(1); });
JS
node "$dir/show.cjs"
