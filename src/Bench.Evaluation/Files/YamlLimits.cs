using Bench.Abstractions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Bench.Evaluation;

/// <summary>
/// What a suite file may hold. It is checked event by event, before a tree is built: building recurses, so that deep nesting would end
/// the process, and names for other parts of a file (anchors) can make a small file without end.
/// </summary>
internal static class YamlLimits
{
    private const int MostDepth = 16;
    private const int MostParts = 100_000;

    /// <summary>Refuses a file that is nested too deeply, has too many parts, or refers to parts of itself.</summary>
    /// <exception cref="BenchException">It does.</exception>
    /// <exception cref="YamlException">It is not YAML.</exception>
    public static void Check(string file)
    {
        using StreamReader reader = InputFile.OpenText(file, InputFile.Settings);
        var parser = new Parser(reader);
        int depth = 0;
        for (int parts = 0; parser.MoveNext(); parts++)
        {
            ParsingEvent part = parser.Current!;
            string where = $"{file}:{part.Start.Line}";
            depth += part.NestingIncrease;
            if (part is AnchorAlias alias)
            {
                throw Mark("*", alias.Value, "stands for another part of the file", where);
            }

            if (part is NodeEvent { Anchor: { IsEmpty: false } anchor })
            {
                throw Mark("&", anchor, "gives a part of the file a name", where);
            }

            if (depth > MostDepth || parts > MostParts)
            {
                throw new BenchException(
                    depth > MostDepth
                        ? $"The file is nested more than {MostDepth} levels deep"
                        : $"The file has more than {MostParts} parts",
                    where,
                    "A suite has lists of options, no more; data belong into the dataset");
            }
        }
    }

    private static BenchException Mark(string mark, AnchorName name, string meaning, string where) => new(
        $"'{mark}{name.Value}' {meaning}, which a suite may not use",
        where,
        $"Write the part out, or put a value that begins with {mark} in quotes");
}
