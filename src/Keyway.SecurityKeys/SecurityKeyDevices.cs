using Keyway.Errors;

namespace Keyway.SecurityKeys;

/// <summary>The keys that are plugged into this computer.</summary>
public static class SecurityKeyDevices
{
    /// <summary>Every USB key, in the order the system names them. Software keys are files and are not listed.</summary>
    public static Result<IReadOnlyList<SecurityKeyDescription>> List() => throw new NotImplementedException();
}
