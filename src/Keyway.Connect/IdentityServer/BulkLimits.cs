namespace Keyway.Connect.IdentityServer;

/// <summary>How large a bulk request the server takes (RFC 7644 3.7.4).</summary>
/// <param name="MaximumOperations">Changes in one request.</param>
/// <param name="MaximumPayload">Bytes of one request's body.</param>
internal sealed record BulkLimits(int MaximumOperations, long MaximumPayload);
