namespace Keyway.Server.AuthenticationMethods.Policy;

/// <summary>The states of a method's policy.</summary>
internal static class MethodStates
{
    public const string Enabled = "enabled";
    public const string Disabled = "disabled";

    /// <summary>True for a state, and for null, which leaves it as it is.</summary>
    public static bool IsStateOrAbsent(string? state) => state is null or Enabled or Disabled;
}
