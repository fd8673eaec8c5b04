using Bench.Abstractions;

namespace Bench.Tasks.Tests;

/// <summary>The task that a model and a question mean where none is named.</summary>
public sealed class MeantTaskTests
{
    [Theory]
    [InlineData(HeadKind.Sequence, OutputActivation.Softmax, false, "", "sequence")]
    [InlineData(HeadKind.Sequence, OutputActivation.Softmax, true, "", "pair")]
    [InlineData(HeadKind.Sequence, OutputActivation.Softmax, false, "sport", "zero-shot")]
    [InlineData(HeadKind.Sequence, OutputActivation.Sigmoid, true, "", "multi-label")]
    [InlineData(HeadKind.Sequence, OutputActivation.Sigmoid, false, "sport", "zero-shot")]
    [InlineData(HeadKind.Sequence, OutputActivation.Identity, false, "", "regression")]
    [InlineData(HeadKind.Token, OutputActivation.Softmax, false, "", "token-classification")]
    [InlineData(HeadKind.Span, OutputActivation.PositionSoftmax, true, "", "question-answering")]
    public void Is_read_from_the_architecture_and_from_what_is_given(HeadKind head, OutputActivation activation, bool isPair, string label, string expected)
    {
        ModelInfo model = Ask.Model(head, activation, "entailment", "contradiction");
        var question = new TaskQuestion("a", isPair ? "b" : null) { Labels = label.Length == 0 ? [] : [label] };

        Ask.Catalog.MeantBy(model, question).ShouldBe(expected);
    }

    [Fact]
    public void A_model_that_does_not_fit_is_refused_by_name()
    {
        ModelInfo model = Ask.Model(HeadKind.Sequence, OutputActivation.Sigmoid, "a", "b");
        Configured<TaskDescriptor, ITask> task = Ask.Catalog.Configure(ComponentSpec.Parse("sequence"));

        BenchException problem = Should.Throw<BenchException>(() => Ask.Catalog.RequireFit(task, model, "suite.yaml"));
        problem.Where.ShouldBe("suite.yaml");
        problem.Remedy.ShouldEndWith("fitting tasks: multi-label");
    }
}
