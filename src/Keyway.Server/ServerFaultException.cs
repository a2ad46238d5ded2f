using Keyway.Errors;

namespace Keyway.Server;

/// <summary>The server cannot work: its configuration or its store is broken. Ends the start, or one request with a numbered 500.</summary>
internal sealed class ServerFaultException(Refusal refusal) : Exception(refusal.ToString())
{
    public Refusal Refusal { get; } = refusal;
}
