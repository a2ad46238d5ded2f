using Keyway.Errors;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>A change that was asked for and not made.</summary>
public sealed record RefusedChange(PlannedChange Change, Refusal Refusal);
