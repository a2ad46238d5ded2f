using System.Net;

namespace Keyway.Server.Hosting;

/// <summary>Where a listener binds.</summary>
/// <param name="EndPoint">Null for the host and port of the listener's URL.</param>
internal readonly record struct Binding(IPEndPoint? EndPoint);
