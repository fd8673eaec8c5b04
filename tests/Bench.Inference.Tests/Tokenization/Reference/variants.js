// Writes variants.json: what Hugging Face's tokenizers (the Rust library through its Node.js binding) make of mixtures of normalizers,
// splitters, post-processors and added tokens on the vocabularies of tests/golden/tokenizers.
//
//     npm install tokenizers@0.23.2 && node variants.js
//
// Left out by construction, since its offsets are wrong there: BPE that drops characters (vocabularies of bytes without ByteLevel).
// Offsets are in UTF-16 units.
const fs = require('fs');
const os = require('os');
const path = require('path');
const { Tokenizer } = require('tokenizers');

const GOLDEN = path.join(__dirname, '../../../golden/tokenizers');
const VARIANTS = 120;
const TEXTS = 6;
let state = 20261127;
const below = n => Math.floor((state = (state * 1103515245 + 12345) % 2147483648) / 65536) % n;
const pick = list => list[below(list.length)];
const coin = () => below(2) === 1;

const NORMALIZERS = [
  { type: 'NFC' }, { type: 'NFD' }, { type: 'NFKC' }, { type: 'NFKD' }, { type: 'Lowercase' }, { type: 'StripAccents' }, { type: 'Nmt' },
  { type: 'Strip', strip_left: true, strip_right: false }, { type: 'Strip', strip_left: true, strip_right: true },
  { type: 'Prepend', prepend: '▁' }, { type: 'Prepend', prepend: 'xy' },
  { type: 'Replace', pattern: { String: ' ' }, content: '▁' }, { type: 'Replace', pattern: { Regex: ' {2,}' }, content: ' ' },
  { type: 'Replace', pattern: { Regex: '[0-9]+' }, content: '9' }, { type: 'Replace', pattern: { Regex: '(?i:s)' }, content: 'zz' },
  { type: 'Replace', pattern: { Regex: '\\w+' }, content: 'w' },
  { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
  { type: 'BertNormalizer', clean_text: false, handle_chinese_chars: true, strip_accents: true, lowercase: false },
];
const LLAMA3 = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
const UPPER = '[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]++[\\r\\n/]*|\\s+(?!\\S)|\\s+';
const BEHAVIOURS = ['Removed', 'Isolated', 'MergedWithPrevious', 'MergedWithNext', 'Contiguous'];
const bytes = regex => ({ type: 'ByteLevel', add_prefix_space: coin(), trim_offsets: true, use_regex: regex });
const splitters = () => [
  { type: 'BertPreTokenizer' }, bytes(coin()), { type: 'WhitespaceSplit' }, { type: 'Whitespace' },
  { type: 'Metaspace', replacement: '▁', prepend_scheme: pick(['always', 'never', 'first']), split: coin() },
  { type: 'Punctuation', behavior: pick(BEHAVIOURS) }, { type: 'Digits', individual_digits: coin() },
  { type: 'CharDelimiterSplit', delimiter: pick([' ', 'e', 'é']) },
  { type: 'Split', pattern: { Regex: pick([LLAMA3, UPPER, '\\s+', '\\w+', '\\b', '\\d+|[A-Z]']) }, behavior: pick(BEHAVIOURS), invert: coin() },
  { type: 'Split', pattern: { String: pick(['e', ' ', '. ']) }, behavior: pick(BEHAVIOURS), invert: coin() },
];
const PARTS = ['good', 'film', ' ', '  ', '\t', '\n', '\r\n', "it's", "I'LL", '123456', '½', 'Ⅷ', 'e\u0301', 'é', 'ﬁ\u0301', 'ß', 'İ', 'ſ', '日本', '한국',
  '🙂', '👩‍👩‍👧', '𐐀', '𝟘𝟙', '.', ',', '--', '$', '\u00a0', '\u200b', '\ufeff', '\u0085', '\u2028', '▁', 'Ġ', '<m>', ' <m> ', '[X]', 'THE', 'ภาษา',
  'مرحبا', 'a\u0323\u0307', '\u0301', '㎏', 'ﷺ', '##s', '٣', 'ⓐ', 'Ǆ'];
const text = () => Array.from({ length: 1 + below(8) }, () => pick(PARTS)).join(coin() ? '' : ' ');

function units(text) {
  const places = [0];
  for (const character of text) {
    places.push(places[places.length - 1] + character.length);
  }

  return places;
}

function change(base, file) {
  const isBytes = /bytelevel|split/.test(base);
  const variant = {
    base,
    normalizer: below(4) ? { type: 'Sequence', normalizers: [pick(NORMALIZERS), pick(NORMALIZERS)].slice(below(2)) } : file.normalizer,
    pre_tokenizer: below(4) ? pick(splitters()) : file.pre_tokenizer,
    post_processor: isBytes && coin() ? pick([null, { ...bytes(true), trim_offsets: coin() }]) : file.post_processor,
  };
  if (base.includes('roberta') && coin()) {
    variant.post_processor = { type: 'RobertaProcessing', sep: ['</s>', 2], cls: ['<s>', 0], trim_offsets: coin(), add_prefix_space: coin() };
  }

  if (isBytes && !JSON.stringify(variant.pre_tokenizer).includes('ByteLevel')) {
    variant.pre_tokenizer = { type: 'Sequence', pretokenizers: [variant.pre_tokenizer, bytes(false)].filter(part => part) };
  }

  const pieces = Array.isArray(file.model.vocab) ? file.model.vocab.length : Object.keys(file.model.vocab).length;
  variant.added = ['<m>', pick(['[X]', 'THE', 'ﬁlm'])].map((content, i) => ({
    id: pieces + i, content, single_word: coin(), lstrip: coin(), rstrip: coin(), normalized: coin(), special: false,
  }));
  return variant;
}

async function main() {
  const bases = fs.readdirSync(GOLDEN).filter(name => fs.existsSync(path.join(GOLDEN, name, 'tokenizer.json')));
  const variants = [];
  for (let i = 0; i < VARIANTS; i++) {
    const base = bases[i % bases.length];
    const file = JSON.parse(fs.readFileSync(path.join(GOLDEN, base, 'tokenizer.json')));
    const variant = change(base, file);
    Object.assign(file, { normalizer: variant.normalizer, pre_tokenizer: variant.pre_tokenizer, post_processor: variant.post_processor });
    file.added_tokens.push(...variant.added);
    const written = path.join(os.tmpdir(), 'variant-tokenizer.json');
    fs.writeFileSync(written, JSON.stringify(file));
    const tokenizer = Tokenizer.fromFile(written);
    variant.cases = [];
    for (let k = 0; k < TEXTS; k++) {
      const [first, pair] = [text(), below(4) ? null : text()];
      const encoding = await tokenizer.encode(first, pair);
      const sequences = encoding.getSequenceIds();
      const places = [units(first), units(pair ?? '')];
      variant.cases.push({
        text: first, text_pair: pair, ids: encoding.getIds(), types: encoding.getTypeIds(),
        offsets: encoding.getOffsets().flatMap(([start, end], j) =>
          sequences[j] == null ? [0, 0] : [places[sequences[j]][start], places[sequences[j]][end]]),
      });
    }

    variants.push(JSON.stringify(variant));
  }

  fs.writeFileSync(path.join(__dirname, 'variants.json'), `[\n${variants.join(',\n')}\n]\n`);
}

main();
