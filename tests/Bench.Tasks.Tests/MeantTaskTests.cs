using Bench.Abstractions;
using Bench.Inference;
using Bench.TestKit;

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
    public void Is_read_from_the_architecture_and_from_what_is_given(
        HeadKind head, OutputActivation activation, bool isPair, string label, string expected)
    {
        ModelInfo model = Ask.Model(head, activation, "entailment", "contradiction");
        var question = new TaskQuestion("a", isPair ? "b" : null) { Labels = label.Length == 0 ? [] : [label] };

        Ask.Catalog.MeantBy(model, question).ShouldBe(expected);
    }

    [Fact]
    public void A_model_that_does_not_fit_is_refused_by_name()
    {
        ModelInfo model = Ask.Model(HeadKind.Sequence, OutputActivation.Identity, "a");
        Configured<TaskDescriptor, ITask> task = Ask.Catalog.Configure(ComponentSpec.Parse("sequence"));

        BenchException problem = Should.Throw<BenchException>(() => Ask.Catalog.RequireFit(task, model, "suite.yaml"));
        problem.Where.ShouldBe("suite.yaml");
        problem.Remedy.ShouldEndWith("fitting tasks: regression");
    }

    /// <summary>
    /// The labels of a model that was trained to give one of several are read one by one where a task says so, and the reverse.
    /// </summary>
    [Theory]
    [InlineData("multi-label", "roberta-nli", OutputActivation.Sigmoid)]
    [InlineData("multi-label:", "bert-multilabel", OutputActivation.Sigmoid)]
    [InlineData("sequence", "bert-multilabel", OutputActivation.Softmax)]
    [InlineData("regression", "roberta-nli", OutputActivation.Softmax)]
    [InlineData("nothing", "roberta-nli", OutputActivation.Softmax)]
    [InlineData(null, "bert-multilabel", OutputActivation.Sigmoid)]
    public void A_task_says_how_outputs_are_read(string? task, string model, OutputActivation expected)
    {
        using ManagedEncoder encoder = ManagedCore.Load(GoldenTask.Model(model));
        IModel read = Ask.Catalog.ReadBy(encoder, task);
        var row = new InputRow { TokenIds = new[] { 2, 5, 3 } };

        read.Info.Activation.ShouldBe(expected);
        read.Randomized(0, 1, 7).Info.Activation.ShouldBe(expected);
        float logit = read.Predict([row])[0].Span[1];
        double probability = read.Values([row], new Target(1), Quantity.Probability)[0];
        (Math.Abs(probability - (1 / (1 + Math.Exp(-logit)))) < 1e-6).ShouldBe(expected == OutputActivation.Sigmoid);
    }
}
