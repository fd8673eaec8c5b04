using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>The tasks that come with Bench: one line each.</summary>
public static class BuiltInTasks
{
    /// <summary>Registers all of them.</summary>
    /// <param name="catalog">The catalogue to add to.</param>
    /// <returns>The same catalogue.</returns>
    public static Catalog<TaskDescriptor, ITask> AddTo(Catalog<TaskDescriptor, ITask> catalog) => catalog
        .Add<NoOptions>(SequenceTask.Descriptor, _ => new SequenceTask())
        .Add<NoOptions>(PairTask.Descriptor, _ => new PairTask())
        .Add<NoOptions>(MultiLabelTask.Descriptor, _ => new MultiLabelTask())
        .Add<NoOptions>(RegressionTask.Descriptor, _ => new RegressionTask())
        .Add<TokenOptions>(TokenTask.Descriptor, options => new TokenTask(options))
        .Add<QuestionOptions>(QuestionTask.Descriptor, options => new QuestionTask(options))
        .Add<ZeroShotOptions>(ZeroShotTask.Descriptor, options => new ZeroShotTask(options))
        .Add<NoOptions>(NextTokenTask.Descriptor, _ => new NextTokenTask())
        .Add<NoOptions>(ContinuationTask.Descriptor, _ => new ContinuationTask())
        .Add<NoOptions>(ImageTask.Descriptor, _ => new ImageTask());
}
