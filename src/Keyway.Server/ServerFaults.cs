using Keyway.Errors;

namespace Keyway.Server;

/// <summary>Where a refusal can only mean that the server itself is broken.</summary>
internal static class ServerFaults
{
    /// <summary>The value, or <see cref="ServerFaultException"/>.</summary>
    public static T ValueOrFault<T>(this Result<T> result)
        where T : notnull =>
        result.TryGet(out var value, out var refusal) ? value : throw new ServerFaultException(refusal);
}
