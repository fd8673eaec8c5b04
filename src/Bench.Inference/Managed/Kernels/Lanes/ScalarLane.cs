namespace Bench.Inference;

/// <summary>One float: runs everywhere, and shows that no kernel depends on the width.</summary>
internal readonly unsafe struct ScalarLane(float value) : ILanes<ScalarLane>
{
    private readonly float _value = value;

    public static int Count => 1;

    public static int TileRows => 4;

    public static ScalarLane Broadcast(float value) => new(value);

    public static ScalarLane Load(float* source) => new(*source);

    public void Store(float* destination) => *destination = _value;

    public static ScalarLane operator +(ScalarLane left, ScalarLane right) => new(left._value + right._value);

    public static ScalarLane operator -(ScalarLane left, ScalarLane right) => new(left._value - right._value);

    public static ScalarLane operator *(ScalarLane left, ScalarLane right) => new(left._value * right._value);

    public static ScalarLane operator /(ScalarLane left, ScalarLane right) => new(left._value / right._value);

    public static ScalarLane MultiplyAdd(ScalarLane left, ScalarLane right, ScalarLane addend) =>
        new((left._value * right._value) + addend._value);

    public static ScalarLane Min(ScalarLane left, ScalarLane right) => new(right._value < left._value ? right._value : left._value);

    public static ScalarLane Max(ScalarLane left, ScalarLane right) => new(right._value > left._value ? right._value : left._value);

    public static ScalarLane Round(ScalarLane value) => new(MathF.Round(value._value));

    public static ScalarLane PowerOfTwo(ScalarLane exponent) =>
        new(BitConverter.Int32BitsToSingle(((int)exponent._value + 127) << 23));

    public static ScalarLane Blend(int count, ScalarLane first, ScalarLane rest) => count > 0 ? first : rest;

    public static ScalarLane OneWherePositive(ScalarLane value) => new(value._value > 0 ? 1 : 0);

    public float Sum() => _value;

    public float Largest() => _value;
}
