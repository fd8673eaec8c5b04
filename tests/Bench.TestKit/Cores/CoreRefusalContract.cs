using Bench.Abstractions;
using Shouldly;
using Xunit;

namespace Bench.TestKit;

/// <summary>What every core refuses, in the same words: bad rows, bad targets, cancelled calls, calls after the end.</summary>
/// <param name="core">The core.</param>
public abstract class CoreRefusalContract(TestedCore core)
{
    private static readonly TargetQuery _query = new(CoreRows.Masked, new Target(0), Quantity.Logit);

    private IModel Model => core.Get("bert-micro");

    [Fact]
    public void Rows_that_do_not_fit_are_refused_by_name()
    {
        InputRow good = CoreRows.Masked;
        foreach (int[] ids in new[] { [600], [-1], Enumerable.Repeat(2, Model.Info.MaxLength + 1).ToArray() })
        {
            Should.Throw<BenchException>(() => Model.Predict([good, new InputRow { TokenIds = ids }])).Where.ShouldBe("bert-micro");
        }

        Should.Throw<BenchException>(() => Model.Predict([new InputRow { TokenIds = new[] { 2 }, TypeIds = new[] { 2 } }]));
        Should.Throw<BenchException>(() => Model.Embed([600])).Where.ShouldBe("bert-micro");
        Should.Throw<ArgumentException>(() => Model.Predict([new InputRow { TokenIds = Array.Empty<int>() }]));
        Should.Throw<ArgumentException>(() => Model.Predict([good.With(new ReplacedEmbeddings(new float[7]))]));
        Should.Throw<ArgumentException>(() => Model.Predict([new InputRow { TokenIds = new[] { 2 }, AttentionMask = new[] { false } }]));
    }

    [Theory]
    [InlineData(3, null, null)]
    [InlineData(-1, null, null)]
    [InlineData(0, 1, null)]
    [InlineData(0, 1, 2)]
    public void Targets_that_do_not_fit_are_refused(int output, int? position, int? spanEnd)
    {
        TargetQuery[] queries = [new TargetQuery(CoreRows.Masked, new Target(output, position, spanEnd), Quantity.Logit)];
        Should.Throw<BenchException>(() => Model.Gradients(queries)).Where.ShouldBe("bert-micro");
        Should.Throw<BenchException>(() => Model.AttentionGradients(queries)).Where.ShouldBe("bert-micro");
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 0)]
    [InlineData(-1, 0)]
    public void Readouts_made_by_hand_are_refused_where_there_is_nothing_to_read(int row, int output)
    {
        var readout = new Readout([new ReadoutTerm(row, output, 1)], OutputActivation.Identity, false);
        Should.Throw<BenchException>(() => Model.Answer([new Query(CoreRows.Masked, Ask.Gradient, readout)])).Where.ShouldBe("bert-micro");
        Should.Throw<ArgumentException>(() => Model.Answer([new Query(CoreRows.Masked, Ask.Gradient)])).Message.ShouldContain("readout");
    }

    [Fact]
    public void What_is_not_offered_is_refused() =>
        Should.Throw<BenchException>(() => Model.Answer([_query.Of(Model.Info, Ask.Exact)])).Message.ShouldContain("Exact");

    [Fact]
    public void Folders_that_cannot_be_read_are_refused()
    {
        using ModelCopy copy = new ModelCopy("bert-micro").Configure(config => config["hidden_act"] = "mish");
        Should.Throw<BenchException>(() => core.Load(copy.Folder)).Message.ShouldContain("mish");
        Should.Throw<BenchException>(() => core.Load(copy.File("nothing")));
    }

    [Fact]
    public void Cancelled_calls_stop_and_leave_the_model_as_it_was()
    {
        Tensor before = Model.Predict([CoreRows.Masked])[0];
        var cancelled = new CancellationToken(canceled: true);
        Should.Throw<OperationCanceledException>(() => Model.Predict([CoreRows.Masked], cancelled));
        Should.Throw<OperationCanceledException>(() => Model.Gradients([_query], cancelled));
        Should.Throw<OperationCanceledException>(() => Model.Attend([CoreRows.Masked], cancelled));
        Should.Throw<OperationCanceledException>(() => Model.AttentionGradients([_query], cancelled));
        Model.Predict([CoreRows.Masked])[0].Span.ToArray().ShouldBe(before.Span.ToArray());
    }

    [Fact]
    public void A_disposed_model_refuses_to_work()
    {
        IModel model = core.Load(Repository.Model("bert-micro"));
        model.Predict([CoreRows.Masked]).Count.ShouldBe(1);
        if (model is IDisposable disposable)
        {
            disposable.Dispose();
            disposable.Dispose();
            Should.Throw<ObjectDisposedException>(() => model.Predict([CoreRows.Masked]));
            Should.Throw<ObjectDisposedException>(() => model.Embed([2]));
        }
    }
}
