namespace Bench.Explainers.Tests;

public class CholeskyTests
{
    [Fact]
    public void Solves_a_system_whose_answer_is_known()
    {
        // A = L Lᵀ with L = [2 0 0; 1 3 0; −1 2 1], x = (1, −2, 3).
        double[,] matrix = { { 4, 2, -2 }, { 2, 10, 5 }, { -2, 5, 6 } };
        Cholesky.Factorize(matrix).ShouldNotBeNull().Solve([-6, -3, 6]).ShouldBeClose([1, -2, 3], 1e-12);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 1.5)]
    [InlineData(0, 0)]
    public void Refuses_singular_and_indefinite_matrices(double diagonal, double offDiagonal)
    {
        double[,] matrix = { { diagonal, offDiagonal }, { offDiagonal, diagonal } };
        Cholesky.Factorize(matrix).ShouldBeNull();
    }
}
