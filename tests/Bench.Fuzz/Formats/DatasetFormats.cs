using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Fuzz;

/// <summary>Suites and labelled data.</summary>
internal static class DatasetFormats
{
    public static IEnumerable<FuzzFormat> All()
    {
        yield return new FuzzFormat("suite", "suite.yaml", Texts.Bytes(
            """
            name: my-suite
            version: 1
            dataset: {format: csv, path: "texts.csv", labels: {NEG: NEGATIVE}, on-bad-row: skip}
            models:
              - path: "../my-model"
                sha256: 00
              - "other"
            target: predicted
            quantity: logit
            truncation: refuse
            seed: 42
            explainers: [gradient, "lime:samples=500", {id: random}]
            metrics:
              - tau-loo
              - auprc
            """,
            """
            name: topics
            version: 1
            dataset: {format: jsonl, path: texts.jsonl}
            models: [{path: model}]
            task: {id: zero-shot, labels: "a;b", hypothesis-template: "About {} ."}
            target: true
            granularity: word
            gather: max-abs
            explainers: [gradient]
            metrics: [auprc]
            """,
            """
            name: names
            version: 1
            dataset: {format: conll, path: texts.conll}
            models: [model]
            task: token-classification
            target: all
            explainers: [gradient]
            metrics: [auprc]
            """), folder => SuiteFile.Read(folder));
        yield return Data("csv", "t.csv",
            "id,text,label,rationale,edits,year\n1,a good film,POS,2-6,[\"a great film\"],1990\n2,\"bad, \"\"very\"\" bad\",NEG,\"[0, 1, "
                + "2]\",,\n",
            "text;label\nein Film;1.0\nkein Film;0.0\n");
        yield return Data("tsv", "t.tsv", "sentence\tlabel\tspans\na good film\t1\t2-6;7-11\nbad\t0\t\n");
        yield return Data("jsonl", "t.jsonl",
            """
            {"id":"a","text":"a good film","label":"POS","rationale":[[2,6]],"year":1990,"edits":["a great film",{"text":"good","alignment":[[2,6,0,4]]}]}
            {"text":"bad","text_pair":"worse","label":0,"rationales":[[[0,3]],[{"start":0,"end":2,"segment":1}]]}
            """,
            """
            {"question":"who","context":"Anna ran","answers":{"text":["Anna"],"answer_start":[0]},"rationale":[[5,8]],"question_rationale":[[0,3]]}
            {"question":"who","context":"Anna ran","answer":"ran"}
            {"question":"who","context":"Anna ran","answers":[[0,4],"ran",{"text":"ran","start":5}]}
            {"tokens":["Anna","ran"],"tags":["B-PER",0]}
            {"text":"Anna ran","entity":[0,4],"label":"B-PER"}
            {"text":"Anna ran","entities":[[0,4,"PER"],{"start":5,"end":8,"label":"X"}],"labels":["a"]}
            {"premise":"Anna ran","hypothesis":"About {}","candidate_labels":["a","b"]}
            """);
        yield return Data("e-snli", "t.csv",
            "pairID,gold_label,Sentence1,Sentence2,Explanation_1,Sentence1_marked_1,Sentence2_marked_1,Sentence1_marked_2,Sentence2_marked_2\n"
            + "1,entailment,A man runs.,\"A \"\"man\"\" moves.\",To run is to move.,A *man* *runs.*,A man *moves.*,,\n2,neutral,A b,c,,A "
                + "b,*c*,*A* b,c\n");
        yield return Data("conll", "t.conll", "-DOCSTART- -X- O\n\nAnna NNP B-PER\nran VBD O\n\n# x O\n", "a\tO\nb\tB-X\n");
        yield return new FuzzFormat(
            "parquet", "t.parquet", [File.ReadAllBytes(Path.Combine(TestKit.Repository.Golden, "datasets", "arrow.parquet"))],
            folder => Consume("parquet", Path.Combine(folder, "t.parquet")));
        yield return new FuzzFormat("eraser", "val.jsonl", Texts.Bytes(
            """
            {"annotation_id":"d1","classification":"POS","query":"q","query_type":null,"evidences":[[{"docid":"d1","start_token":1,"end_token":3,"text":"good film"}]]}
            {"annotation_id":"x","docids":["d2"],"evidences":[]}
            """), folder => Consume("eraser", folder))
        {
            Beside = new Dictionary<string, byte[]> { ["docs/d1"] = "a good film\nof 1990"u8.ToArray(), ["docs/d2"] = "bad"u8.ToArray() },
        };
        yield return new FuzzFormat("eraser-documents", "docs.jsonl", Texts.Bytes(
            """
            {"docid":"d1","document":"a good film\nof 1990"}
            {"docid":"d2","document":"bad"}
            """), folder => Consume("eraser", folder))
        {
            Beside = new Dictionary<string, byte[]>
            {
                ["val.jsonl"] =
                    """{"annotation_id":"d1","evidences":[[{"docid":"d1","start_token":1,"end_token":3,"text":"good film"}]]}"""u8
                        .ToArray(),
            },
        };
    }

    private static FuzzFormat Data(string format, string file, params ReadOnlySpan<string> seeds) =>
        new(format, file, Texts.Bytes(seeds), folder => Consume(format, Path.Combine(folder, file)));

    private static void Consume(string format, string path)
    {
        IDatasetReader reader = BuiltInDatasets.Catalog().Configure(new ComponentSpec(format)).Instance;
        reader.Notes(path);
        foreach (DatasetRow row in reader.Rows(path))
        {
            _ = row.Problem?.Message ?? row.Instance.Text;
        }
    }
}
