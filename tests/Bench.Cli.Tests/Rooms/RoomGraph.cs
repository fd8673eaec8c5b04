using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bench.Cli.Tests;

/// <summary>
/// Which rooms of a project (the folders right under it) use types of which others, as the compiler understands its sources. What lies in
/// the project's own folder is no room: it lists or wires what the rooms hold.
/// </summary>
internal sealed class RoomGraph
{
    private readonly SortedDictionary<string, SortedDictionary<string, string>> _uses = new(StringComparer.Ordinal);

    private RoomGraph()
    {
    }

    /// <summary>Every use of another room, by the two rooms, with one example: who uses which type.</summary>
    public IEnumerable<(string From, string To, string Example)> Uses =>
        _uses.SelectMany(room => room.Value.Select(use => (room.Key, use.Key, use.Value)));

    /// <summary>Reads a project.</summary>
    /// <param name="folder">The project's folder.</param>
    public static RoomGraph Of(string folder)
    {
        SyntaxTree[] trees = [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), path: Path.GetRelativePath(folder, path)))];
        SyntaxTree implicitUsings = CSharpSyntaxTree.ParseText(string.Concat(
            new[] { "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading",
                "System.Threading.Tasks" }
                .Select(name => $"global using global::{name};")));
        string references = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        var compilation = CSharpCompilation.Create(
            "Rooms",
            [.. trees, implicitUsings],
            references.Split(Path.PathSeparator).Where(path => Path.GetFileNameWithoutExtension(path) != Path.GetFileName(folder))
                .Select(path => MetadataReference.CreateFromFile(path)));
        var graph = new RoomGraph();
        foreach (SyntaxTree tree in trees)
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                ISymbol? symbol = model.GetSymbolInfo(name).Symbol;
                graph.Add(tree.FilePath, symbol as INamedTypeSymbol ?? symbol?.ContainingType);
            }
        }

        return graph;
    }

    /// <summary>Rooms that need each other, in the order in which they do; empty where all arrows go one way.</summary>
    public IReadOnlyList<string> Circle()
    {
        var done = new HashSet<string>();
        return _uses.Keys.Select(room => From(room, [], done)).FirstOrDefault(circle => circle.Count > 0) ?? [];
    }

    private IReadOnlyList<string> From(string room, List<string> path, HashSet<string> done)
    {
        if (path.Contains(room))
        {
            return [.. path.SkipWhile(passed => passed != room), room];
        }

        if (!done.Add(room) || !_uses.TryGetValue(room, out SortedDictionary<string, string>? uses))
        {
            return [];
        }

        return uses.Keys.Select(next => From(next, [.. path, room], done)).FirstOrDefault(circle => circle.Count > 0) ?? [];
    }

    private void Add(string file, INamedTypeSymbol? used)
    {
        string from = Room(file);
        string[] rooms = [.. used?.OriginalDefinition.DeclaringSyntaxReferences.Select(place => Room(place.SyntaxTree.FilePath)) ?? []];
        foreach (string to in rooms.Contains(from) ? [] : rooms)
        {
            if (from.Length > 0 && to.Length > 0)
            {
                if (!_uses.TryGetValue(from, out SortedDictionary<string, string>? uses))
                {
                    _uses.Add(from, uses = new(StringComparer.Ordinal));
                }

                uses.TryAdd(to, $"{Path.GetFileNameWithoutExtension(file)} uses {used!.Name}");
            }
        }
    }

    private static string Room(string file) => file.Split(Path.DirectorySeparatorChar) is [string room, _, ..] ? room : "";
}
