using System.Text;
using Bench.Inference;
using Bench.TestKit;

namespace Bench.Fuzz;

/// <summary>The files of tokenizers.</summary>
internal static class TokenizerFormats
{
    private static readonly string[] _probes = [
        "a good film", "Ｇｏｏｄ é İ 日本 😀 don't\t\u00a0\u0301 12,345", new string('a', 300), "<mask> [MASK] x"];

    private const string BytePair = """
        {"added_tokens":[{"id":0,"content":"<s>","special":true},{"id":1,"content":"</s>","special":true},{"id":2,"content":"<unk>","special":true},{"id":3,"content":"<pad>","special":true},{"id":4,"content":"<mask>","lstrip":true,"special":true}],
        "normalizer":{"type":"Sequence","normalizers":[{"type":"NFC"},{"type":"Replace","pattern":{"String":"a"},"content":"o"},{"type":"Prepend","prepend":"x"},{"type":"Lowercase"}]},
        "pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"Split","pattern":{"Regex":"[0-9]+"},"behavior":"Isolated","invert":false},{"type":"Digits","individual_digits":true},{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"use_regex":true}]},
        "post_processor":{"type":"RobertaProcessing","sep":["</s>",1],"cls":["<s>",0],"trim_offsets":true,"add_prefix_space":true},
        "model":{"type":"BPE","unk_token":"<unk>","byte_fallback":false,"vocab":{"<s>":0,"</s>":1,"<unk>":2,"<pad>":3,"<mask>":4,"g":5,"o":6,"d":7,"Ġ":8,"go":9,"od":10,"good":11},"merges":[["g","o"],["o","d"],["go","od"]]}}
        """;

    private const string Unigram = """
        {"added_tokens":[{"id":0,"content":"[CLS]","special":true},{"id":1,"content":"[SEP]","special":true},{"id":2,"content":"<unk>","special":true},{"id":3,"content":"<pad>","special":true},{"id":4,"content":"[MASK]","special":true}],
        "normalizer":{"type":"Sequence","normalizers":[{"type":"NFKD"},{"type":"StripAccents"},{"type":"Lowercase"},{"type":"Replace","pattern":{"Regex":" {2,}"},"content":" "}]},
        "pre_tokenizer":{"type":"Metaspace","replacement":"▁","prepend_scheme":"always"},
        "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"[SEP]","type_id":0}}],"pair":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"[SEP]","type_id":0}},{"Sequence":{"id":"B","type_id":1}},{"SpecialToken":{"id":"[SEP]","type_id":1}}],"special_tokens":{"[CLS]":{"id":"[CLS]","ids":[0],"tokens":["[CLS]"]},"[SEP]":{"id":"[SEP]","ids":[1],"tokens":["[SEP]"]}}},
        "model":{"type":"Unigram","unk_id":2,"vocab":[["[CLS]",0],["[SEP]",0],["<unk>",0],["<pad>",0],["[MASK]",0],["▁a",-2.5],["a",-3],["▁good",-4],["o",-5]]}}
        """;

    public static IEnumerable<FuzzFormat> All()
    {
        string bert = Repository.Model("bert-micro");
        byte[] config = File.ReadAllBytes(Path.Combine(bert, "tokenizer_config.json"));
        byte[] vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\ngood\nfi\n##lm\n##a\n1\n"u8.ToArray();
        yield return new FuzzFormat("tokenizer.json", "tokenizer.json",
            [File.ReadAllBytes(Path.Combine(bert, "tokenizer.json")), .. Texts.Bytes(BytePair, Unigram)], Tokenize);
        yield return new FuzzFormat("vocab.txt", "vocab.txt", [vocabulary], Tokenize);
        yield return new FuzzFormat("tokenizer_config", "tokenizer_config.json", [config, .. Texts.Bytes(
            """{"tokenizer_class":"BertTokenizer","added_tokens_decoder":{"0":{"content":"[PAD]","lstrip":false,"special":true},"11":{"content":"<e1>","single_word":true}},"additional_special_tokens":["<e1>"],"mask_token":{"content":"[MASK]"}}""")], Tokenize)
        {
            Beside = new Dictionary<string, byte[]> { ["vocab.txt"] = vocabulary },
        };
        yield return new FuzzFormat("added_tokens", "added_tokens.json", Texts.Bytes("""{"<e1>":11,"</e1>":12}"""), Tokenize)
        {
            Beside = new Dictionary<string, byte[]> { ["vocab.txt"] = vocabulary, ["tokenizer_config.json"] = config },
        };
        yield return new FuzzFormat("special_tokens_map", "special_tokens_map.json", Texts.Bytes(
            """{"unk_token":"[UNK]","cls_token":{"content":"[CLS]","lstrip":true},"additional_special_tokens":["<e1>",{"content":"good"}]}"""), Tokenize)
        {
            Beside = new Dictionary<string, byte[]> { ["vocab.txt"] = vocabulary, ["added_tokens.json"] = """{"<e1>":11}"""u8.ToArray() },
        };
        byte[] pieces =
            """{"<s>":0,"<pad>":1,"</s>":2,"<unk>":3,"<mask>":4,"g":5,"o":6,"d":7,"Ġ":8,"go":9,"od":10,"good":11}"""u8.ToArray();
        byte[] merges = Encoding.UTF8.GetBytes("#version: 0.2\ng o\no d\ngo od\n");
        yield return new FuzzFormat("vocab.json", "vocab.json", [pieces], Tokenize)
        {
            Beside = new Dictionary<string, byte[]> { ["merges.txt"] = merges },
        };
        yield return new FuzzFormat("merges", "merges.txt", [merges], Tokenize)
        {
            Beside = new Dictionary<string, byte[]> { ["vocab.json"] = pieces },
        };
        foreach ((string name, string kind) in ((string, string)[])
            [("spiece", "Albert"), ("spm", "DebertaV2"), ("sentencepiece.bpe", "XLMRoberta")])
        {
            yield return new FuzzFormat(name, $"{name}.model", [SentencePiece()], Tokenize)
            {
                Beside = new Dictionary<string, byte[]>
                {
                    ["tokenizer_config.json"] = Encoding.UTF8.GetBytes($$"""{"tokenizer_class":"{{kind}}Tokenizer"}"""),
                },
            };
        }
    }

    // ModelProto: repeated SentencePiece pieces = 1 { string piece = 1; float score = 2; Type type = 3 }; UNKNOWN 2, CONTROL 3.
    private static byte[] SentencePiece()
    {
        (string Piece, float Score, byte Type)[] pieces =
        [
            ("<pad>", 0, 3), ("<unk>", 0, 2), ("[CLS]", 0, 3), ("[SEP]", 0, 3), ("[MASK]", 0, 4), ("▁a", -2, 1), ("▁good", -3, 1),
            ("a", -4, 1), ("o", -5, 1),
        ];
        var proto = new List<byte>();
        foreach ((string piece, float score, byte type) in pieces)
        {
            byte[] text = Encoding.UTF8.GetBytes(piece);
            byte[] message = [0x0a, (byte)text.Length, .. text, 0x15, .. BitConverter.GetBytes(score), 0x18, type];
            proto.AddRange([0x0a, (byte)message.Length, .. message]);
        }

        return [.. proto];
    }

    private static void Tokenize(string folder)
    {
        Tokenizer tokenizer = TokenizerFiles.Load(folder, 64);
        foreach (string probe in _probes)
        {
            tokenizer.Tokenize(probe);
            tokenizer.Tokenize(probe, "good");
        }
    }
}
