/** The unified sales format by example: what a newcomer fills, or recognises in the till's own export. */
export function sampleCsv(today: Date): string {
  const header = 'product_name,category,unit_cost,quantity_sold,sale_price,sale_date,stock_after_sale,store';
  const products = [
    { name: 'Milk 1 L', category: 'Dairy/Milk', cost: 24, price: 30, base: 34 },
    { name: 'Eggs 12', category: 'Dairy/Eggs', cost: 58, price: 72, base: 12 },
    { name: 'Bread 400 g', category: 'Bakery/Bread', cost: 28, price: 40, base: 18 },
  ];
  const rows: string[] = [];
  for (let back = 27; back >= 0; back -= 1) {
    const date = new Date(today);
    date.setDate(date.getDate() - back);
    const day = `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
    const weekend = date.getDay() === 0 || date.getDay() === 6 ? 1.35 : 1;
    products.forEach((product, at) => {
      const sold = Math.round(product.base * weekend + ((back * 7 + at * 5) % 6) - 2);
      const left = back === 0 ? Math.round(product.base / 5) : product.base * 3 - ((back + at) % 3) * product.base;
      rows.push([product.name, product.category, product.cost, sold, product.price, day, left, 'MAIN'].join(','));
    });
  }
  return `${[header, ...rows].join('\n')}\n`;
}

export function downloadSample() {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([sampleCsv(new Date())], { type: 'text/csv' }));
  link.download = 'shelfcast-sample-sales.csv';
  link.click();
  URL.revokeObjectURL(link.href);
}
