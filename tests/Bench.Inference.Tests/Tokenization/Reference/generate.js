// Writes cases.json: what Hugging Face's tokenizers (the Rust library through its Node.js binding) make of some texts.
//
//     npm install tokenizers@0.23.2 && node generate.js
//
// Offsets are converted from code points to UTF-16 units. max is the truncation in force, 0 for none.
const fs = require('fs');
const path = require('path');
const { Tokenizer } = require('tokenizers');

const MODEL = path.join(__dirname, '../../../../suites/models/sst2-bert-mini');
const TEXTS = [
  ['plain', 'A gripping, well-acted film.'],
  ['upper case', 'NOT A BAD MOVIE AT ALL'],
  ['accents composed', 'Amélie is a naïve café fantasy'],
  ['accents decomposed', 'Ame\u0301lie is a nai\u0308ve cafe\u0301 fantasy'],
  ['accents stacked', 'e\u0301\u0302\u0303\u0316vil f\u0323\u0307ilm'],
  ['accent before any letter', '\u0301film \u0301 film'],
  ['dotted capital i', 'İstanbul İİ Iıi'],
  ['sigma at the end', 'ΟΔΟΣ ΣΑΣ'],
  ['sharp s and ligature', 'Straße STRASSE ﬁlm ﬂat'],
  ['kelvin and angstrom', 'K Å ℌ'],
  ['control characters', 'go\u0000od\u0007 fi\u200Blm\uFEFF e\u00ADnd \uFFFD x'],
  ['only the last is visible', '\u0000\u200B\u202Ex'],
  ['vertical tab is removed', 'good\u000Bfilm\u0085bad'],
  ['white space of all kinds', '\tgood\u00A0film\u2003and\u3000bad\r\nend\u2028x'],
  ['chinese', '这部电影很好 good电影film'],
  ['chinese beyond the basic plane', 'a𠀀𪜀b豈丽c'],
  ['japanese and korean', 'この映画は素晴らしい 영화가 좋다 각'],
  ['thai and devanagari', 'หนังดี फ़िल्म अच्छी'],
  ['punctuation', '(“quoted”—dash…)¡hola! a_b #1 $5 50% x^2 `~|<>'],
  ['currency is no punctuation', '£5 €4 ¥6 $7'],
  ['emoji', 'good 😂👍🏽 film👨‍👩‍👧‍👦 ❤️'],
  ['mathematical letters', '𝐠𝐨𝐨𝐝 𝔣𝔦𝔩𝔪 ①②'],
  ['flag of letters', 'x🇫🇷y'],
  ['long word', 'a'.repeat(100) + ' ' + 'a'.repeat(101)],
  ['long word of surrogate pairs', '𐐀'.repeat(100) + ' ' + '𐐀'.repeat(101)],
  ['unknown', '☃ ꙮ'],
  ['special tokens written out', 'a [MASK] film [SEP]good[CLS] [PAD][UNK] [mask] [MASK'],
  ['white space only', ' \t\n '],
  ['empty', ''],
  ['misspelt', 'goooood fiiiilm, unwatchablesss'],
  ['pair', 'Who likes it?', 'Nobody does.'],
  ['pair with empty second', 'Who likes it?', ''],
  ['pair with accents', 'Él café', '이것 naïve'],
];
const LIMITS = [0, 0, 12, 9, 5];

const tokenizer = Tokenizer.fromFile(path.join(MODEL, 'tokenizer.json'));

function units(text) {
  const starts = [];
  let position = 0;
  for (const character of text) {
    starts.push(position);
    position += character.length;
  }
  return [...starts, position];
}

async function main() {
  const cases = [];
  for (const [name, text, pair] of TEXTS) {
    for (const max of name.startsWith('pair') ? LIMITS.slice(1) : [0, 6]) {
      max ? tokenizer.setTruncation(max, {}) : tokenizer.disableTruncation();
      const encoding = await tokenizer.encode(text, pair ?? null);
      const sequences = encoding.getSequenceIds();
      const starts = [units(text), units(pair ?? '')];
      cases.push({
        name, max, text, text_pair: pair ?? null,
        ids: encoding.getIds(),
        types: encoding.getTypeIds(),
        special: encoding.getSpecialTokensMask(),
        offsets: encoding.getOffsets().map(([start, end], i) =>
          sequences[i] == null ? [0, 0] : [starts[sequences[i]][start], starts[sequences[i]][end]]),
        words: encoding.getWordIds().map(word => word ?? -1),
      });
    }
  }
  const lines = cases.map(entry => '    ' + JSON.stringify(entry)).join(',\n');
  fs.writeFileSync(path.join(__dirname, 'cases.json'),
    `{\n  "generator": "generate.js with tokenizers 0.23.2",\n  "model": "sst2-bert-mini",\n  "cases": [\n${lines}\n  ]\n}\n`);
}

main();
