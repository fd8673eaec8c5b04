using Bench.TestKit;

namespace Bench.Inference.Tests;

public class ManagedGoldenTests() : CoreGoldenContract(Cores.Managed);

public class ManagedRowTests() : CoreRowContract(Cores.Managed);

public class ManagedGradientSumsTests() : CoreGradientSumsContract(Cores.Managed);

public class ManagedRefusalTests() : CoreRefusalContract(Cores.Managed);

public class ManagedMixingTests() : CoreMixingContract(Cores.Managed);

public class ManagedRandomizingTests() : CoreRandomizingContract(Cores.Managed);

public class ManagedTaskTests() : CoreTaskContract(Cores.Managed);

public class ManagedPictureTests() : CorePictureContract(Cores.Managed);

public class ManagedPlanTests() : CorePlanContract(Cores.Managed);

public class ManagedVariantTests() : CoreVariantContract(Cores.Managed);
