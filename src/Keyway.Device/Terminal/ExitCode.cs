using Keyway.Errors;

namespace Keyway.Device.Terminal;

/// <summary>What the command tells the program that started it.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int Usage = 2;
    public const int Unreachable = 4;
    public const int Broken = 5;

    /// <summary>The code for a refusal.</summary>
    public static int Of(Refusal refusal) => refusal.Error switch
    {
        _ when refusal.Error == Catalogue.Device.CommandLineUnclear || refusal.Error == Catalogue.Device.ServerAddressInvalid || refusal.Error == Catalogue.Device.CacheKindUnknown => Usage,
        _ when refusal.Error == Catalogue.Device.ServerUnreachable => Unreachable,
        _ when refusal.Error == Catalogue.Device.Broken => Broken,
        _ => Refused,
    };
}
