async ([picture, boxes]) => {
  const image = new Image();
  image.src = 'data:image/png;base64,' + picture;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width; canvas.height = image.height;
  const pen = canvas.getContext('2d', {willReadFrequently: true});
  pen.drawImage(image, 0, 0);
  const channel = (value) => { value /= 255; return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4; };
  return boxes.map((box) => {
    const {data} = pen.getImageData(Math.floor(box.x), Math.floor(box.y), Math.max(1, Math.ceil(box.w)), Math.max(1, Math.ceil(box.h)));
    let low = 1, high = 0;
    for (let i = 0; i < data.length; i += 4) {
      const light = 0.2126 * channel(data[i]) + 0.7152 * channel(data[i + 1]) + 0.0722 * channel(data[i + 2]);
      low = Math.min(low, light); high = Math.max(high, light);
    }
    return (high + 0.05) / (low + 0.05);
  });
}
