using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

public class AttentionFlowTests
{
    [Fact]
    public void The_maximum_flow_is_the_smallest_cut_of_random_networks()
    {
        // Layers of three tokens; every cut between source and sink is tried.
        var random = new DeterministicRandom(9);
        for (int trial = 0; trial < 20; trial++)
        {
            double[][,] layers = [Layer(random, 3), Layer(random, 3)];
            double[] flows = AttentionFlowExplainer.Flows(layers, source: 1);
            for (int token = 0; token < 3; token++)
            {
                flows[token].ShouldBe(SmallestCut(layers, 3, 1, token), 1e-9);
            }
        }
    }

    [Fact]
    public void Through_one_layer_the_flow_is_the_weight_itself()
    {
        double[,] layer = { { 0.5, 0.2, 0.3 }, { 0.1, 0.8, 0.1 }, { 0.3, 0.3, 0.4 } };
        AttentionFlowExplainer.Flows([layer], 0).ShouldBeClose([0.5, 0.2, 0.3], 1e-12);
    }

    [Fact]
    public void Where_the_head_reads_the_mean_every_token_brings_its_share()
    {
        double[,] layer = { { 1, 0 }, { 0, 1 } };
        AttentionFlowExplainer.Flows([layer, layer], source: null).ShouldBeClose([0.5, 0.5], 1e-12);
    }

    [Fact]
    public void A_bottleneck_limits_the_flow()
    {
        // Above, token 0 reads from tokens 0 and 1 equally; below, both read from token 0 only by a quarter.
        double[,] upper = { { 0.5, 0.5 }, { 0, 1 } };
        double[,] lower = { { 0.25, 0.75 }, { 0.25, 0.75 } };
        AttentionFlowExplainer.Flows([lower, upper], 0).ShouldBeClose([0.5, 1], 1e-12);
    }

    [Fact]
    public void The_explainer_builds_the_network_from_the_models_maps()
    {
        (ExplanationRequest request, _) = GoldenRequest.Of("bert-micro/short", Quantity.Logit).First();
        Tensor maps = GoldenCases.Reference("bert-micro").Attend([request.Input.Row])[0].Maps;
        double[][,] layers = [AttentionMaps.WithResidual(maps, 0), AttentionMaps.WithResidual(maps, 1)];
        Attribution attribution = Toy.Make("attention-flow").Explain(request);
        for (int token = 0; token < 5; token++)
        {
            attribution.Scores[token].ShouldBe(SmallestCut(layers, 5, 0, token), 1e-9);
        }
    }

    private static double[,] Layer(DeterministicRandom random, int n)
    {
        double[,] layer = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                layer[i, j] = random.NextInt(3) == 0 ? 0 : random.NextDouble();
            }
        }

        return layer;
    }

    private static double SmallestCut(double[][,] layers, int n, int source, int sink)
    {
        int nodes = (layers.Length + 1) * n;
        double smallest = double.PositiveInfinity;
        for (int side = 0; side < 1 << nodes; side++)
        {
            bool OnSourceSide(int node) => (side >> node & 1) == 1;
            if (!OnSourceSide((layers.Length * n) + source) || OnSourceSide(sink))
            {
                continue;
            }

            double cut = 0;
            for (int layer = 0; layer < layers.Length && cut < smallest; layer++)
            {
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j < n; j++)
                    {
                        cut += OnSourceSide(((layer + 1) * n) + i) && !OnSourceSide((layer * n) + j) ? layers[layer][i, j] : 0;
                    }
                }
            }

            smallest = Math.Min(smallest, cut);
        }

        return smallest;
    }
}
