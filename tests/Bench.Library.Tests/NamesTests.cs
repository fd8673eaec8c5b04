using Bench.TestKit;

namespace Bench.Library.Tests;

public sealed class NamesTests
{
    [Fact]
    public void A_folder_is_found_in_any_case_but_the_very_name_comes_first()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("Models/Bert-Mini"));
        Directory.CreateDirectory(folder.File("Models/BERT-mini"));

        Names.Inside(folder.Path, "models/bert-MINI").ShouldBe(Path.Combine(folder.Path, "Models", "BERT-mini"));
        Names.Inside(folder.Path, "Models/Bert-Mini").ShouldBe(Path.Combine(folder.Path, "Models/Bert-Mini"));
        Names.Inside(folder.Path, "models/none").ShouldBe(Path.Combine(folder.Path, "models/none"));
    }
}
