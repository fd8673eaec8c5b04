namespace Bench.Inference.Tests;

public sealed class CachedPieceModelTests
{
    [Fact]
    public void A_word_is_cut_once_and_appended_to_what_is_there()
    {
        var model = new CountingModel();
        var cached = new CachedPieceModel(model);
        var pieces = new List<Piece> { new(9, 0, 1) };

        cached.Split("ab", pieces);
        cached.Split("ab", pieces);
        cached.Split("a", pieces);

        pieces.ShouldBe([new Piece(9, 0, 1), new Piece(2, 0, 2), new Piece(2, 0, 2), new Piece(1, 0, 1)]);
        model.Calls.ShouldBe(2);
    }

    [Fact]
    public void Long_words_are_not_kept()
    {
        var model = new CountingModel();
        var cached = new CachedPieceModel(model);

        cached.Split(new string('a', 100), []);
        cached.Split(new string('a', 100), []);

        model.Calls.ShouldBe(2);
    }

    [Fact]
    public void Many_words_at_once_from_many_threads_are_cut_as_alone()
    {
        var model = new CountingModel();
        var cached = new CachedPieceModel(model);

        Parallel.For(0, 80_000, i =>
        {
            var pieces = new List<Piece>();
            cached.Split(new string('a', 1 + (i % 40)) + i, pieces);
            pieces.ShouldHaveSingleItem().Id.ShouldBe(1 + (i % 40) + $"{i}".Length);
        });

        // What came first is kept, what came when it was full is not.
        int calls = model.Calls;
        cached.Split("a0", []);
        model.Calls.ShouldBeInRange(calls, calls + 1);
    }

    private sealed class CountingModel : IPieceModel
    {
        private int _calls;

        public int Calls => _calls;

        public void Split(ReadOnlySpan<char> word, List<Piece> pieces)
        {
            Interlocked.Increment(ref _calls);
            pieces.Add(new Piece(word.Length, 0, word.Length));
        }
    }
}
