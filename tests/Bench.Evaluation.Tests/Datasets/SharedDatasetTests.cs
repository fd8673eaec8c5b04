using System.Text.Json;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

/// <summary>Samples of public data sets.</summary>
public sealed class SharedDatasetTests
{
    [SharedFact("datasets/eraser-movies/val.jsonl")]
    public void Eraser_movies_evidences_are_the_words_at_their_spans()
    {
        Instance[] instances = [.. Reading.Reader("eraser").Read(SharedFolder.Find("datasets", "eraser-movies"))];
        string[] lines = File.ReadAllLines(SharedFolder.Find("datasets", "eraser-movies", "val.jsonl"));

        instances.Length.ShouldBe(200);
        instances.Select(instance => instance.Label).Distinct().Order(StringComparer.Ordinal).ShouldBe(["NEG", "POS"]);
        foreach ((string line, Instance instance) in lines.Zip(instances))
        {
            using JsonDocument annotation = JsonDocument.Parse(line);
            instance.Id.ShouldBe(annotation.RootElement.GetProperty("annotation_id").GetString());
            string[] spans =
                [.. instance.Rationales.ShouldHaveSingleItem().Spans.Select(span => Words(instance.Text[span.Start..span.End]))];
            foreach (JsonElement evidence in annotation.RootElement.GetProperty("evidences").EnumerateArray()
                .SelectMany(group => group.EnumerateArray()))
            {
                spans.ShouldContain(span => span.Contains(evidence.GetProperty("text").GetString()!, StringComparison.Ordinal));
            }
        }
    }

    [SharedFact("datasets/toxic-spans/tsd_trial.csv")]
    public void Toxic_spans_are_read_with_their_character_indices()
    {
        Instance[] instances = [.. Reading.Reader("csv").Read(SharedFolder.Find("datasets", "toxic-spans", "tsd_trial.csv"))];

        instances.Length.ShouldBe(690);
        instances.Count(instance => instance.Rationales.Single().Spans.IsEmpty).ShouldBe(43);
        Instance first = instances[0];
        first.Rationales[0].Spans.Select(span => first.Text[span.Start..span.End]).ShouldBe(["moron", "bigot"]);
        first.Id.ShouldBe("1");
    }

    [SharedFact("datasets/sst2/dev.tsv")]
    public void Sst2_is_read()
    {
        Instance[] instances = [.. Reading.Reader("tsv").Read(SharedFolder.Find("datasets", "sst2", "dev.tsv"))];

        instances.Length.ShouldBe(6735);
        instances[0].Text.ShouldBe("the expressive power of the camera ");
        instances.Select(instance => instance.Label).Distinct().Order(StringComparer.Ordinal).ShouldBe(["0", "1"]);
    }

    [SharedFact("datasets/emotion/val.txt")]
    public void Emotion_is_read()
    {
        Instance[] instances = [.. Reading.Reader("csv", "delimiter=;").Read(SharedFolder.Find("datasets", "emotion", "val.txt"))];

        instances.Length.ShouldBe(2000);
        instances[0].Label.ShouldBe("sadness");
        instances.Select(instance => instance.Label).Distinct().Count().ShouldBe(6);
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
