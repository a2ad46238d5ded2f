namespace Keyway.SecurityKeys;

/// <summary>A key that is plugged in, as seen without talking to it.</summary>
/// <param name="Path">What opens it, such as <c>/dev/hidraw3</c>.</param>
/// <param name="Manufacturer">As the USB device tells.</param>
/// <param name="Product">As the USB device tells.</param>
/// <param name="VendorId">USB vendor id.</param>
/// <param name="ProductId">USB product id.</param>
public sealed record SecurityKeyDescription(string Path, string Manufacturer, string Product, int VendorId, int ProductId);
